import type { Queryable } from '../database/database.js'
import type { Definitions } from '../definitions/definitions.js'
import type { IncludePlanner } from '../search/include.js'
import { PAGE_BYTES } from '../search/page-bytes.js'
import type { SearchPlan } from '../search/plan.js'
import { type IncludeSearch, readIncludes } from './search-includes.js'
import { readPage, type TypePage } from './search-page.js'
import { readTokenMatches } from './search-tokens.js'
import { countMatches, totalOf } from './search-total.js'
import { readMergedPage } from './search-types.js'
import type { Reader, SearchMatch, SearchPage } from './store.js'

export interface SearchOptions {
  readonly place: { readonly queryable: Queryable; readonly practice: number }
  readonly definitions: Definitions
  readonly includePlanner: IncludePlanner
  /** The instant for the client's next `_since`. */
  readonly horizon: () => Promise<string>
  /** Matches that a search may sort without an index. */
  readonly materializedMatchesMax: number
  readonly includesMax: number
  /** Matches above which a page is walked to rather than collected and sorted; tests set it low. */
  readonly walkAbove?: number
  /** Bytes of content on a page; tests set it low. */
  readonly pageBytes?: number
}

/**
 * Matches that are collected and sorted before a walk along the sort index is the better way: a walk then meets one at least every few hundred rows.
 */
const WALK_ABOVE = 2_000

/** Types whose rows access doesn't reach have no matches. */
function withinAccess(plan: SearchPlan): SearchPlan {
  const { types } = plan.access
  return types === undefined ? plan : { ...plan, types: plan.types.filter((type) => types.has(type)) }
}

const readMatches = async (search: IncludeSearch, plan: SearchPlan): Promise<TypePage<SearchMatch>> => {
  const [type, ...others] = plan.types
  if (type === undefined) return { rows: [], matched: 0 }
  return others.length === 0 ? readPage(search, plan, type) : readMergedPage(search, plan)
}

/** Cuts the one row more than the page has, and the rows that its bytes had no room for; says what lies on either side. */
function cut(
  { rows }: TypePage<SearchMatch>,
  { count, cursor }: SearchPlan,
): Pick<SearchPage, 'matches' | 'hasNext' | 'hasPrevious'> {
  const backward = cursor?.direction === 'previous'
  const counted = backward ? rows.slice(-count) : rows.slice(0, count)
  const matches = counted.filter(({ content }) => content !== '')
  const more = matches.length < rows.length
  return backward
    ? { matches, hasNext: true, hasPrevious: more }
    : { matches, hasNext: more, hasPrevious: cursor !== undefined }
}

/**
 * Runs search plans, inside or outside a transaction. The horizon is read before the page: an older one is always safe.
 * https://hl7.org/fhir/R4/search.html
 */
export function createSearch(options: SearchOptions): Pick<Reader, 'search' | 'matchTokens'> {
  const { place, definitions, includePlanner, includesMax, materializedMatchesMax, horizon } = options
  const compile = {
    practice: place.practice,
    definitions,
    walkAbove: options.walkAbove ?? WALK_ABOVE,
    materializedMatchesMax,
    pageBytes: options.pageBytes ?? PAGE_BYTES,
  }
  const search: IncludeSearch = { queryable: place.queryable, compile, includePlanner, includesMax }
  return {
    search: async (asked) => {
      const plan = withinAccess(asked)
      const safe = await horizon()
      if (plan.count === 0) {
        const total = plan.types.length === 0 ? 0 : await countMatches(search, plan)
        return {
          matches: [],
          includes: [],
          includesTruncated: false,
          hasNext: false,
          hasPrevious: false,
          total,
          horizon: safe,
        }
      }
      const found = await readMatches(search, plan)
      const page = cut(found, plan)
      const { includes, truncated } = await readIncludes(search, plan, page.matches)
      const total = await totalOf(search, plan, found.matched)
      return { ...page, includes, includesTruncated: truncated, total, horizon: safe }
    },
    matchTokens: (type, conditions, access) => readTokenMatches(search, type, conditions, access),
  }
}
