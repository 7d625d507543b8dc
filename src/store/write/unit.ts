import type { Queryable } from '../../database/database.js'
import { atEntry } from '../../fhir/at-entry.js'
import { type ErrorStatus, FhirError } from '../../fhir/outcome.js'
import { referrerText } from '../../search/token-text.js'
import { assertWritable } from '../conformance.js'
import type { DeleteWrite, PutWrite, Write, Written } from '../store.js'
import { type Decided, lostRace } from './decide.js'
import { lockRows } from './lock-rows.js'
import { decideAll, inKeyOrder, storePuts } from './put-batch.js'
import { danglingReferences, targetsOf } from './references.js'
import { findReferrers, referralsOf, stillReferenced } from './referrers.js'
import { settleKnowledge } from './settle-knowledge.js'
import { byType, deleteIndexRows, deleteValues, insertVersions, keyOf, readHeads } from './statements.js'
import type { WriteContext } from './write-context.js'

const isDelete = (write: Write): write is DeleteWrite => write.kind === 'delete'
const isPut = (write: Write): write is PutWrite => write.kind === 'put'

/** One error with the issues of all of them. */
const allAtEntries = (status: ErrorStatus, errors: readonly FhirError[]): FhirError =>
  new FhirError(
    status,
    errors.flatMap(({ issues }) => issues),
  )

async function storeDeletes(context: WriteContext, queryable: Queryable, decided: readonly Decided[]): Promise<void> {
  const place = { queryable, practice: context.practice }
  if (decided.length === 0) return
  const inserted = await insertVersions(place, context.era, decided)
  if (inserted.size < decided.length) throw lostRace()
  const deleted = decided.map(({ version }) => version)
  for (const [type, group] of byType(deleted, (version) => version.type)) {
    await deleteIndexRows(
      place,
      type,
      group.map(({ id }) => id),
    )
  }
  await deleteValues(place, deleted)
}

/** Judges every reference over the final state: what this transaction stored and deleted counts. */
async function assertTargets(context: WriteContext, queryable: Queryable, writes: readonly Write[]): Promise<void> {
  if (context.integrity === 'off') return
  const place = { queryable, practice: context.practice }
  const stored = new Set(writes.filter(isPut).map(keyOf))
  const outside = writes
    .filter(isPut)
    .map((write) => ({ write, targets: targetsOf(write).filter((target) => !stored.has(keyOf(target))) }))
  const all = outside.flatMap(({ targets }) => targets)
  if (all.length === 0) return
  const found = await lockRows(place, all, { strength: 'key share', patience: 'wait' })
  const errors = outside.flatMap(({ write, targets }) => {
    const missing = targets.filter((target) => !found.has(keyOf(target)))
    return missing.length === 0 ? [] : [atEntry(danglingReferences(missing), write.entry)]
  })
  if (errors.length > 0) throw allAtEntries(422, errors)
}

async function assertUnreferenced(
  context: WriteContext,
  queryable: Queryable,
  deletes: readonly Decided[],
): Promise<void> {
  if (context.integrity !== 'full' || deletes.length === 0) return
  const place = { queryable, practice: context.practice }
  const targets = deletes.map(({ write }) => {
    const { type, id } = write
    return { type, id, referrerHash: context.hash(referrerText(type, id)), write: write as DeleteWrite }
  })
  const referrers = await findReferrers(place, targets)
  if (referrers.length === 0) return
  // One client asks for all of it, so what it may read is the same for each.
  const referrals = await referralsOf(place, { referrers, targets, reach: targets[0]?.write.reach ?? [] })
  throw allAtEntries(
    409,
    targets.flatMap((target) => {
      const own = referrals.filter((referral) => referral.target === target)
      return own.length === 0 ? [] : [atEntry(stillReferenced(target, own), target.write.entry)]
    }),
  )
}

/**
 * Writes all or throws, inside an open transaction, with a number of statements that depends on the types alone. Keys are taken in sorted
 * order; references are judged once, over the final state. A resource may occur once. Answers are in the order of the writes.
 */
export async function writeAll(
  context: WriteContext,
  queryable: Queryable,
  writes: readonly Write[],
): Promise<readonly Written[]> {
  const place = { queryable, practice: context.practice }
  if (context.owner === undefined) await assertWritable(place, writes)
  const sorted = inKeyOrder(writes)
  const known = sorted.filter(({ expect }) => expect.kind !== 'new')
  await lockRows(place, known, { strength: sorted.some(isDelete) ? 'update' : 'no key update', patience: 'wait' })
  const heads = await readHeads(place, sorted)
  const decided = decideAll(sorted, heads, {
    now: context.now(),
    refuse: (write, error) => {
      throw error instanceof FhirError ? atEntry(error, write.entry) : error
    },
  })
  const puts = decided.filter(({ write }) => isPut(write))
  // Deleting what is not there changes nothing.
  const deletes = decided.filter(({ outcome }) => outcome === 'deleted')
  const stored = await storePuts({ place, era: context.era }, puts)
  if (stored.length < puts.length) throw lostRace()
  await storeDeletes(context, queryable, deletes)
  await assertTargets(context, queryable, writes)
  await assertUnreferenced(context, queryable, deletes)
  await settleKnowledge(context, place, decided)
  const answers = new Map(decided.map(({ write, version, outcome }) => [write, { version, outcome }]))
  return writes.map((write) => answers.get(write) as Written)
}
