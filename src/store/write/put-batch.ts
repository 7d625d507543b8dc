import type { Place } from '../read.js'
import type { PutWrite, Write } from '../store.js'
import { type Decided, decide, type Head } from './decide.js'
import { byType, deleteValues, insertValues, insertVersions, keyOf, upsertIndexRows } from './statements.js'

/** How a batch of puts is stored. */
export interface PutContext {
  readonly place: Place
  readonly era: number
}

/** In the order of (type, id): parallel batches take their keys in the same order and don't deadlock. */
export function inKeyOrder<T extends Write>(writes: readonly T[]): readonly T[] {
  const compare = (left: T, right: T): number =>
    left.type === right.type ? (left.id < right.id ? -1 : 1) : left.type < right.type ? -1 : 1
  return [...writes].sort(compare)
}

/** Writes index rows and values of decided puts; values of earlier versions are gone already. */
export async function storeIndex(place: Place, decided: readonly Decided[]): Promise<void> {
  for (const [type, group] of byType(decided, ({ version }) => version.type)) await upsertIndexRows(place, type, group)
  const values = decided.flatMap(({ write }) =>
    (write as PutWrite).index.values.map((value) => ({ ...value, owner: write })),
  )
  if (values.length > 0) await insertValues(place, values)
}

/**
 * Stores decided puts: their versions, index rows and values, with a bounded number of statements. Answers those that were stored; the key of the
 * others was taken by another writer meanwhile, and nothing of them was stored.
 */
export async function storePuts({ place, era }: PutContext, decided: readonly Decided[]): Promise<readonly Decided[]> {
  if (decided.length === 0) return []
  const inserted = await insertVersions(place, era, decided)
  const stored = decided.filter(({ version }) => inserted.has(keyOf(version)))
  const replaced = stored.filter(({ version }) => version.version > 1).map(({ version }) => version)
  if (replaced.length > 0) await deleteValues(place, replaced)
  await storeIndex(place, stored)
  return stored
}

/** Decides each write; what the client's condition refuses is left to `refuse`. */
export function decideAll(
  writes: readonly Write[],
  heads: ReadonlyMap<Write, Head>,
  options: { readonly now: number; readonly refuse: (write: Write, error: unknown) => void },
): readonly Decided[] {
  const decided: Decided[] = []
  for (const write of writes) {
    try {
      decided.push(decide(write, heads.get(write), options.now))
    } catch (error) {
      options.refuse(write, error)
    }
  }
  return decided
}
