import type { Database, Queryable } from '../../database/database.js'
import { FhirError } from '../../fhir/outcome.js'
import { epochOf, requireEpoch } from '../epoch.js'
import { announceWrite } from '../horizon.js'
import type { Place } from '../read.js'
import { noticingStale, StaleKnowledgeError } from '../stale-knowledge.js'
import type { PutWrite, Written } from '../store.js'
import type { Decided } from './decide.js'
import { createGroupQueue, type Member } from './group-queue.js'
import { lockRows } from './lock-rows.js'
import { decideAll, inKeyOrder, storePuts } from './put-batch.js'
import { targetsOf } from './references.js'
import { keyOf, readHeads } from './statements.js'
import type { WriteContext } from './write-context.js'

/** At least two groups are under way, so that one blocked key stops nobody else. */
const GROUPS_UNDER_WAY = 2

export interface GroupCommit {
  write(write: PutWrite): Promise<Written>
  /** Resolves when nothing is waiting or under way. */
  drain(): Promise<void>
}

interface GroupContext extends WriteContext {
  readonly database: Database
  /** Decides one write in a transaction of its own, waiting for whoever is in the way. */
  readonly alone: (write: PutWrite) => Promise<Written>
}

const toWritten = ({ version, outcome }: Decided): Written => ({ version, outcome })

/** What became of the members of a group; those in neither are decided alone. */
interface GroupResult {
  readonly stored: readonly Decided[]
  readonly refused: ReadonlyMap<PutWrite, unknown>
}

/** Keeps those whose targets all exist, with locks that hold off their deletion. */
async function withTargets(
  context: GroupContext,
  transaction: Queryable,
  decided: readonly Decided[],
): Promise<readonly Decided[]> {
  if (context.integrity === 'off') return decided
  const targets = decided.flatMap(({ write }) => targetsOf(write as PutWrite))
  if (targets.length === 0) return decided
  const place = { queryable: transaction, practice: context.practice }
  const found = await lockRows(place, targets, { strength: 'key share', patience: 'skip locked' })
  return decided.filter(({ write }) => targetsOf(write as PutWrite).every((target) => found.has(keyOf(target))))
}

/** The writes whose resource nobody else is writing, with the current versions, which can't change any more. */
async function freeWrites(place: Place, writes: readonly PutWrite[]) {
  const known = writes.filter(({ expect }) => expect.kind !== 'new')
  const locked = await lockRows(place, known, { strength: 'no key update', patience: 'skip locked' })
  const heads = await readHeads(place, writes)
  const isFree = (write: PutWrite): boolean => locked.has(keyOf(write)) || (heads.get(write)?.deleted ?? true)
  return { heads, free: writes.filter(isFree) }
}

async function storeGroup(
  context: GroupContext,
  transaction: Queryable,
  writes: readonly PutWrite[],
): Promise<GroupResult> {
  const place = { queryable: transaction, practice: context.practice }
  const refused = new Map<PutWrite, unknown>()
  const { heads, free } = await freeWrites(place, writes)
  const decided = decideAll(free, heads, {
    now: context.now(),
    refuse: (write, error) => refused.set(write as PutWrite, error),
  })
  const complete = await withTargets(context, transaction, decided)
  return { stored: await storePuts({ place, era: context.era }, complete), refused }
}

/** Puts a group into one transaction and answers its members; those that have to be decided alone are given back. */
async function commitGroup(context: GroupContext, group: readonly Member[]): Promise<readonly Member[]> {
  const writes = inKeyOrder(group.map(({ write }) => write))
  try {
    const epoch = epochOf(writes)
    const { stored, refused } = await noticingStale(() =>
      context.database.transaction(
        (transaction) => storeGroup(context, transaction, writes),
        () => `${announceWrite(context.now())}; ${requireEpoch(context.practice, epoch)}`,
      ),
    )
    const decided = new Map(stored.map((one) => [one.write, one]))
    for (const { write, resolve, reject } of group) {
      const one = decided.get(write)
      if (one !== undefined) resolve(toWritten(one))
      else if (refused.has(write)) reject(refused.get(write))
    }
    return group.filter(({ write }) => !decided.has(write) && !refused.has(write))
  } catch (error) {
    // Anything but a database that is away, or knowledge that is stale for all, may be the fault of one member only.
    const isOfAll = error instanceof StaleKnowledgeError || (error instanceof FhirError && error.status === 503)
    if (!isOfAll) return group
    for (const { reject } of group) reject(error)
    return []
  }
}

/** Decides what dropped out of its group one by one, each in a transaction that waits for whoever is in the way. */
async function commitAlone(context: GroupContext, members: readonly Member[]): Promise<void> {
  for (const { write, resolve, reject } of members) await context.alone(write).then(resolve, reject)
}

/**
 * Group commit: plain writes that arrive while a group is on its way go out together in one transaction. Measured: 5,000 creates a second one by
 * one at 32 connections, 10,700 grouped (DESIGN.md section 4). A failing member never fails its neighbours: it drops out and is decided alone,
 * outside the groups, so that it doesn't hold up the next one either.
 */
export function createGroupCommit(context: GroupContext): GroupCommit {
  const queue = createGroupQueue()
  const concurrency = Math.min(GROUPS_UNDER_WAY, context.database.concurrency)
  let groups = 0
  let unsettled = 0
  let scheduled = false
  let idle: (() => void)[] = []

  const run = async (group: readonly Member[]): Promise<void> => {
    const left = await commitGroup(context, group)
    groups--
    const settled = group.filter((member) => !left.includes(member))
    queue.release(settled)
    flush()
    await commitAlone(context, left)
    queue.release(left)
    unsettled--
    flush()
  }

  const flush = (): void => {
    scheduled = false
    while (groups < concurrency) {
      const group = queue.take()
      if (group.length === 0) break
      groups++
      unsettled++
      void run(group)
    }
    if (unsettled > 0 || !queue.isEmpty()) return
    for (const resolve of idle) resolve()
    idle = []
  }

  return {
    write: (write) =>
      new Promise((resolve, reject) => {
        queue.add({ write, resolve, reject })
        if (scheduled || groups >= concurrency) return
        scheduled = true
        // Requests that arrived in the same turn of the event loop share the group.
        setImmediate(flush)
      }),
    drain: () =>
      new Promise((resolve) => {
        if (unsettled === 0 && queue.isEmpty()) resolve()
        else idle.push(resolve)
      }),
  }
}
