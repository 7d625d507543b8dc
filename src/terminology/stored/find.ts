import type { Queryable } from '../../database/database.js'
import { column } from '../../sql/column.js'
import { numberedRows, sql } from '../../sql/sql.js'
import type { Concept } from '../code-system-source.js'
import { type ConceptRow, conceptColumns, conceptOf } from './concept-row.js'
import { isStorable } from './storable.js'
import { keyOf, type StoredSystem } from './stored-system.js'

/** Where statements look: a system of a practice, and what runs them. */
export interface StoredPlace {
  readonly practice: number
  readonly system: StoredSystem
  readonly queryable: Queryable
}

/** Codes of a statement; more are asked in several. */
const CODES_MAX = 10_000

// What cannot be stored is in no system, and couldn't travel in a column.
const isPossible = (code: string): boolean => code !== '' && isStorable(code)

/** Cuts a list into pieces of at most `size`. */
export function* pieces<T>(list: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size)
}

/** The concepts that there are of these codes, by the code as it was asked for. */
export async function findConcepts(
  place: StoredPlace,
  codes: readonly string[],
): Promise<ReadonlyMap<string, Concept>> {
  const found = new Map<string, Concept>()
  const possible = [...new Set(codes)].filter(isPossible)
  for (const asked of pieces(possible, CODES_MAX)) {
    const keys = column(asked.map((code) => keyOf(place.system, code)))
    // Served by concept_key, one probe a code: `limit` keeps the planner from joining in any other way.
    const rows = await place.queryable.query<ConceptRow & { n: string }>(sql`
      select k.n, c.*
      from ${numberedRows('k', ['key'], [keys])}
      cross join lateral (
        select ${conceptColumns} from concept
        where practice = ${place.practice}::int4 and code_system = ${place.system.id}::int4 and key = k.key
        limit 1) as c`)
    for (const row of rows) {
      const code = asked[Number(row.n) - 1]
      if (code !== undefined) found.set(code, conceptOf(row))
    }
  }
  return found
}

/** The places in the system's order of the codes that there are, by the code as it was asked for. */
export async function findPlaces(place: StoredPlace, codes: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const asked = [...new Set(codes)].filter(isPossible)
  if (asked.length === 0) return new Map()
  const keys = column(asked.map((code) => keyOf(place.system, code)))
  // Served by concept_key.
  const rows = await place.queryable.query<{ n: string; concept: number }>(sql`
    select k.n, c.concept
    from ${numberedRows('k', ['key'], [keys])}
    cross join lateral (
      select concept from concept
      where practice = ${place.practice}::int4 and code_system = ${place.system.id}::int4 and key = k.key
      limit 1) as c`)
  return new Map(rows.map(({ n, concept }) => [asked[Number(n) - 1] ?? '', concept]))
}

/** A question of `descends`. */
export interface Pair {
  readonly ancestor: string
  readonly code: string
}

/** For each pair whether `code` is a strict descendant of `ancestor`. */
export async function findDescents(place: StoredPlace, pairs: readonly Pair[]): Promise<readonly boolean[]> {
  const { practice, system, queryable } = place
  const answers: boolean[] = pairs.map(() => false)
  const asked = pairs
    .map((pair, at) => ({ ...pair, at }))
    .filter(({ ancestor, code }) => isPossible(ancestor) && isPossible(code))
  const within = sql`practice = ${practice}::int4 and code_system = ${system.id}::int4`
  for (const some of pieces(asked, CODES_MAX)) {
    const above = column(some.map(({ ancestor }) => keyOf(system, ancestor)))
    const below = column(some.map(({ code }) => keyOf(system, code)))
    // Served by concept_key, twice, and the primary key of concept_ancestor: three probes a pair.
    const rows = await queryable.query<{ n: string }>(sql`
      select k.n
      from ${numberedRows('k', ['above', 'below'], [above, below])}
      where k.above <> k.below and exists (
        select from concept_ancestor
        where ${within}
          and ancestor = (select concept from concept where ${within} and key = k.above)
          and descendant = (select concept from concept where ${within} and key = k.below))`)
    for (const { n } of rows) answers[some[Number(n) - 1]?.at ?? -1] = true
  }
  return answers
}
