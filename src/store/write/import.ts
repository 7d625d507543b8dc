import type { Database, Queryable } from '../../database/database.js'
import { serialize } from '../../fhir/resource-text.js'
import { announceWrite } from '../horizon.js'
import { readMany } from '../read.js'
import type { PutWrite, StoredVersion, Written } from '../store.js'
import { type Decided, decide } from './decide.js'
import { inKeyOrder, storePuts } from './put-batch.js'
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

async function storeImport(
  context: WriteContext,
  queryable: Queryable,
  writes: readonly PutWrite[],
): Promise<readonly Written['outcome'][]> {
  const place = { queryable, practice: context.practice }
  const found = await readMany(place, writes, {})
  const outcomes = new Map<PutWrite, Written['outcome']>()
  const decided: Decided[] = []
  for (const [at, write] of writes.entries()) {
    const version = found[at]
    if (isStored(write, version)) outcomes.set(write, 'unchanged')
    else decided.push(decideImport(write, version, context.now()))
  }
  const stored = await storePuts({ place, era: context.era }, decided)
  // Another writer took the same version: run it all again, as after a serialization failure.
  if (stored.length < decided.length) throw Object.assign(new Error('Another writer was first.'), { code: '40001' })
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
    () => announceWrite(context.now()),
  )
  const answers = new Map(sorted.map((write, at) => [write, outcomes[at] ?? 'unchanged']))
  return writes.map((write) => answers.get(write) ?? 'unchanged')
}
