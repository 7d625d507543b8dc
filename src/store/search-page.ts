import type { Queryable } from '../database/database.js'
import { tooCostly } from '../fhir/outcome.js'
import { type CompileContext, type CompiledPage, compileContents, compileKeys, compilePage } from '../search/compile.js'
import type { SearchPlan } from '../search/plan.js'
import { searchStatement } from '../search/search-statement.js'
import { indexedSorts } from '../search/sort.js'
import type { Sql } from '../sql/sql.js'
import type { SearchMatch } from './store.js'
import { type VersionRow, versionOf } from './version-row.js'

/** Where searches run. */
export interface SearchPlace {
  readonly queryable: Queryable
  readonly compile: CompileContext
}

/** A key of a row on a page: what merging and cursors need. */
export interface PageKey {
  readonly type: string
  readonly id: string
  readonly version: number
  readonly sortValues: readonly (string | null)[]
}

/**
 * What one type has for a page: at most one row more than the page, and the number of all matches where it was counted. Contents are empty from where
 * the page's bytes are used up.
 */
export interface TypePage<R> {
  readonly rows: readonly R[]
  readonly matched: number | undefined
}

type KeyRow = {
  readonly matched: string | null
  readonly type: string
  readonly id: string | null
  readonly version: number
}
type ValueColumns = Record<string, string | null>

const sortValuesOf = (row: object, { keys }: CompiledPage): (string | null)[] =>
  keys.filter(({ alias }) => alias !== 'id').map(({ alias }) => (row as ValueColumns)[alias] ?? null)

/** Throws 400 where a sort that no index serves has met more matches than may be sorted. */
function checkCost(page: CompiledPage, matched: number, type: string, plan: SearchPlan): void {
  if (page.strategy !== 'collected' || matched <= page.matchedMax) return
  const keys = [...new Set(plan.sort.map(({ parameter }) => `\`${parameter}\``))].join(', ')
  const indexed = indexedSorts(type).map((code) => `\`${code}\``)
  throw tooCostly(
    `More than ${page.matchedMax} resources of type \`${type}\` match, which is too many to sort by ${keys}. Narrow the search, or sort by one of ${indexed.join(', ')}.`,
  )
}

/** The number of all matches, where the page's statement has counted them or was the whole. */
function matchedOf(
  page: CompiledPage,
  rows: readonly { readonly matched: string | null }[],
  plan: SearchPlan,
): number | undefined {
  const counted = rows[0]?.matched ?? null
  if (counted !== null) return Number(counted) <= page.matchedMax ? Number(counted) : undefined
  return page.strategy === 'walk' && plan.cursor === undefined && rows.length <= plan.count ? rows.length : undefined
}

/** One type's page with contents, by one statement. */
export async function readPage(place: SearchPlace, plan: SearchPlan, type: string): Promise<TypePage<SearchMatch>> {
  const page = compilePage(plan, type, place.compile)
  const rows = await place.queryable.query<VersionRow & KeyRow>(searchStatement(page.sql))
  checkCost(page, Number(rows[0]?.matched ?? 0), type, plan)
  const found = rows.filter((row) => row.id !== null)
  return {
    rows: found.map((row) => ({ ...versionOf(row), mode: 'match', sortValues: sortValuesOf(row, page) })),
    matched: matchedOf(page, rows, plan),
  }
}

/** The keys of a few types' pages, by one statement. */
export async function readKeys(
  place: SearchPlace,
  plan: SearchPlan,
  types: readonly string[],
): Promise<TypePage<PageKey>[]> {
  const compiled = compileKeys(plan, types, place.compile)
  const rows = await place.queryable.query<KeyRow>(searchStatement(compiled.sql))
  return [...compiled.pages].map(([type, page]) => {
    const own = rows.filter((row) => row.type === type)
    checkCost(page, Number(own[0]?.matched ?? 0), type, plan)
    return {
      rows: own.flatMap(({ id, version, ...row }) =>
        id === null ? [] : [{ type, id, version, sortValues: sortValuesOf(row, page) }],
      ),
      matched: matchedOf(page, own, plan),
    }
  })
}

/** The versions of these keys, in their order; contents are empty from where the page's bytes are used up. */
export async function readContents(
  place: SearchPlace,
  plan: SearchPlan,
  keys: readonly PageKey[],
): Promise<SearchMatch[]> {
  if (keys.length === 0) return []
  const rows = await place.queryable.query<VersionRow>(compileContents(keys, plan, place.compile))
  return rows.map((row, index) => ({ ...versionOf(row), mode: 'match', sortValues: keys[index]?.sortValues ?? [] }))
}

/** The first row of a statement that answers a number as `matched`. */
export async function readNumber({ queryable }: SearchPlace, fragment: Sql): Promise<number> {
  const [row] = await queryable.query<{ matched: string }>(searchStatement(fragment))
  return Number(row?.matched ?? 0)
}
