import { columnsOf } from '../search/columns.js'
import { type CompileContext, withAccess } from '../search/compile.js'
import { compilePredicate } from '../search/compile-predicate.js'
import type { IncludePlanner, ReferrerSearch, Target } from '../search/include.js'
import { contentWithin } from '../search/page-bytes.js'
import type { Include, SearchPlan } from '../search/plan.js'
import { searchStatement } from '../search/search-statement.js'
import { tableOf } from '../search/table.js'
import { join, raw, type Sql, sql } from '../sql/sql.js'
import type { SearchPlace } from './search-page.js'
import { chunks } from './search-types.js'
import type { SearchMatch } from './store.js'
import { type VersionRow, versionOf } from './version-row.js'

/** Rounds of `:iterate`; a chain of references that is longer is cut, and the client told. */
const ROUNDS_MAX = 20

export interface IncludeSearch extends SearchPlace {
  readonly includePlanner: IncludePlanner
  readonly includesMax: number
}

export interface IncludedResources {
  readonly includes: readonly SearchMatch[]
  readonly truncated: boolean
}

const keyOf = ({ type, id }: Target): string => `${type}/${id}`

/** Current resources of a type that fulfil a condition and that access reaches. The primary key, or the index on tokens, serves it. */
function compileSearch(
  { type, where }: ReferrerSearch,
  plan: SearchPlan,
  [limit, context]: readonly [number, CompileContext],
): Sql {
  const source = { practice: context.practice, type, columns: columnsOf(type) }
  const condition = compilePredicate(withAccess(where, plan), source)
  return sql`(select v.type, v.id, v.version, v.last_updated, v.deleted, v.method, v.content
from (
  select t.id, t.version
  from ${tableOf(type)} t
  where t.practice = ${context.practice} and ${condition}
  order by t.id desc
  limit ${limit}
) t
join resource_version v on v.practice = ${context.practice} and v.type = ${type} and v.id = t.id and v.version = t.version)`
}

/** `_include`: the targets of a round, a list of ids for each type. */
function targetSearches(
  search: IncludeSearch,
  includes: readonly Include[],
  frontier: readonly SearchMatch[],
): ReferrerSearch[] {
  const ids = new Map<string, Set<string>>()
  for (const match of frontier) {
    const own = includes.filter(
      ({ kind, sourceType }) => kind === 'include' && (sourceType === '*' || sourceType === match.type),
    )
    if (own.length === 0) continue
    const resource = JSON.parse(match.content)
    for (const target of own.flatMap((include) => search.includePlanner.targetsOf(include, match.type, resource))) {
      const some = ids.get(target.type)
      if (some === undefined) ids.set(target.type, new Set([target.id]))
      else some.add(target.id)
    }
  }
  return [...ids].map(([type, some]) => ({ type, where: { kind: 'ids', ids: [...some] } }))
}

/** `_revinclude`: who refers to the resources of a round. */
const referrerSearches = (
  { includePlanner }: IncludeSearch,
  includes: readonly Include[],
  frontier: readonly SearchMatch[],
): ReferrerSearch[] =>
  includes
    .filter(({ kind }) => kind === 'revinclude')
    .flatMap((include) => includePlanner.referrersOf(include, frontier))

/** Without what is there already, and without types that the client may not read. */
function narrow(
  searches: readonly ReferrerSearch[],
  { access }: SearchPlan,
  seen: ReadonlySet<string>,
): ReferrerSearch[] {
  return searches.flatMap((search) => {
    if (access.types?.has(search.type) === false) return []
    if (search.where.kind !== 'ids') return [search]
    const ids = search.where.ids.filter((id) => !seen.has(keyOf({ type: search.type, id })))
    return ids.length === 0 ? [] : [{ ...search, where: { kind: 'ids', ids } }]
  })
}

/** The searches of a few types as one statement, with contents as far as a page's bytes reach. */
function compileSearches(
  search: IncludeSearch,
  plan: SearchPlan,
  [searches, limit]: readonly [readonly ReferrerSearch[], number],
): Sql {
  const each = searches.map((one) => compileSearch(one, plan, [limit, search.compile]))
  const content = contentWithin(search.compile.pageBytes, 'v', raw(''))
  return searchStatement(sql`select v.type, v.id, v.version, v.last_updated, v.deleted, v.method, ${content}
from (
${join(each, '\nunion all\n')}) v`)
}

const bytesOf = (matches: readonly SearchMatch[]): number =>
  matches.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0)

/**
 * Resolves the includes of a page, round by round: all of them over the matches, then those with `:iterate` over what the last round found, until
 * nothing is new, or the limit or the page's bytes are reached. Each round takes one statement for every four types, however many matches there are.
 * https://hl7.org/fhir/R4/search.html#include
 */
export async function readIncludes(
  search: IncludeSearch,
  plan: SearchPlan,
  matches: readonly SearchMatch[],
): Promise<IncludedResources> {
  const includes: SearchMatch[] = []
  if (plan.includes.length === 0) return { includes, truncated: false }
  const seen = new Set(matches.map(keyOf))
  let bytes = bytesOf(matches)
  let frontier = matches
  for (let round = 0; frontier.length > 0; round++) {
    const active = round === 0 ? plan.includes : plan.includes.filter(({ iterate }) => iterate)
    const wanted = [...targetSearches(search, active, frontier), ...referrerSearches(search, active, frontier)]
    const searches = narrow(wanted, plan, seen)
    if (searches.length > 0 && round === ROUNDS_MAX) return { includes, truncated: true }
    const found: SearchMatch[] = []
    for (const some of chunks(searches)) {
      // Referrers may be there already: they take places of the limit's, so that the room left is never mistaken for enough.
      const limit = search.includesMax + seen.size + 1
      for (const row of await search.queryable.query<VersionRow>(compileSearches(search, plan, [some, limit]))) {
        if (seen.has(keyOf(row))) continue
        const isFull = includes.length + found.length >= search.includesMax || bytes >= search.compile.pageBytes
        if (isFull || row.content === null) return { includes: [...includes, ...found], truncated: true }
        const include: SearchMatch = { ...versionOf(row), mode: 'include', sortValues: [] }
        seen.add(keyOf(row))
        found.push(include)
        bytes += bytesOf([include])
      }
    }
    includes.push(...found)
    frontier = found
  }
  return { includes, truncated: false }
}
