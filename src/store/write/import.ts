import type { Database, Queryable } from '../../database/database.js'
import { serialize } from '../../fhir/resource-text.js'
import { assertWritable } from '../conformance.js'
import { shareEpoch } from '../epoch.js'
import { announceWrite } from '../horizon.js'
import { readMany } from '../read.js'
import type { PutWrite, StoredVersion, Written } from '../store.js'
import { type Decided, decide, lostRace } from './decide.js'
import { lockRows } from './lock-rows.js'
import { inKeyOrder, storePuts } from './put-batch.js'
import { settleKnowledge } from './settle-knowledge.js'
import type { WriteContext } from './write-context.js'

/** A put of exactly what is stored already changes nothing: an import may be repeated. */
function isStored({ content, id }: PutWrite, found: StoredVersion | undefined): boolean {
  if (found === undefined || found.deleted) return false
  return serialize(content, id, found.version, found.lastUpdated) === found.content
}

function decideImport(write: PutWrite, found: StoredVersion | undefined, now: number): Decided {
  if (found === undefined) return decide(write, undefined, now)
  return decide(write, { ...found, lastUpdated: Date.parse(found.lastUpdated), compartments: '{}' }, now)
}

const unjudged = (decided: Decided): Decided => {
  const { epoch: _, ...write } = decided.write as PutWrite
  return { ...decided, write }
}

async function storeImport(
  context: WriteContext,
  queryable: Queryable,
  writes: readonly PutWrite[],
): Promise<readonly Written['outcome'][]> {
  const place = { queryable, practice: context.practice }
  // What others write of these resources, and a rebuild of their index, comes before or after all of it.
  if (context.owner === undefined) await assertWritable(place, writes)
  const known = writes.filter(({ expect }) => expect.kind !== 'new')
  await lockRows(place, known, { strength: 'no key update', patience: 'wait' })
  const found = await readMany(place, writes, {})
  const outcomes = new Map<PutWrite, Written['outcome']>()
  const decided: Decided[] = []
  for (const [at, write] of writes.entries()) {
    const version = found[at]
    if (isStored(write, version)) outcomes.set(write, 'unchanged')
    else decided.push(decideImport(write, version, context.now()))
  }
  const stored = await storePuts({ place, era: context.era }, decided)
  if (stored.length < decided.length) throw lostRace()
  // Nobody awaits a judge here who could judge again, so the epoch of the writes is not asked.
  await settleKnowledge(context, place, decided.map(unjudged))
  for (const { write, outcome } of decided) outcomes.set(write as PutWrite, outcome)
  return writes.map((write) => outcomes.get(write) ?? 'unchanged')
}

/**
 * Writes many puts in one transaction of their own: all or none. References are not judged. Answers what became of each, in their order; what is
 * stored exactly so already is `unchanged`. No resource may occur twice.
 */
export async function importMany(
  context: WriteContext & { readonly database: Database },
  writes: readonly PutWrite[],
): Promise<readonly Written['outcome'][]> {
  const sorted = inKeyOrder(writes)
  const outcomes = await context.database.transaction(
    (queryable) => storeImport(context, queryable, sorted),
    () => `${announceWrite(context.now())}; ${shareEpoch(context.practice)}`,
  )
  const answers = new Map(sorted.map((write, at) => [write, outcomes[at] ?? 'unchanged']))
  return writes.map((write) => answers.get(write) ?? 'unchanged')
}
