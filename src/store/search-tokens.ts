import type { AccessPredicate } from '../access/access.js'
import { hashArray, textArray } from '../search/array-literal.js'
import { holdsAny, holdsList } from '../search/compile-tokens.js'
import type { Hash } from '../search/index-row.js'
import { tableOf } from '../search/table.js'
import { raw, sql } from '../sql/sql.js'
import type { SearchPlace } from './search-page.js'

/**
 * Ids of at most two resources for each list of hashes that they must hold all of: the conditions of many entries by one statement, one probe of the
 * index on tokens for each. The inner `with` is planned for all of its rows, and read only as far as the limit; a plain `limit 2` has
 * the planner hope for two rows soon, and scan the whole table where there is none.
 */
export async function readTokenMatches(
  { queryable, compile: { practice } }: SearchPlace,
  type: string,
  conditions: readonly (readonly Hash[])[],
  access: AccessPredicate,
): Promise<string[][]> {
  const answers = conditions.map((): string[] => [])
  if (conditions.length === 0 || access.types?.has(type) === false) return answers
  const source = { practice, type }
  const reachable = access.compartments === undefined ? raw('') : sql` and ${holdsAny(access.compartments, source)}`
  const rows = await queryable.query<{ n: string; id: string }>(sql`
select c.n, found.id
from unnest(${textArray(conditions.map(hashArray))}::text[]) with ordinality c(tokens, n)
cross join lateral (
  with m as materialized (
    select t.id from ${tableOf(type)} t where t.practice = ${practice} and ${holdsList(raw('c.tokens::int8[]'), source)}${reachable}
  )
  select m.id from m limit 2
) found`)
  for (const { n, id } of rows) answers[Number(n) - 1]?.push(id)
  return answers
}
