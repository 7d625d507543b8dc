import type { SearchPlan } from '../search/plan.js'
import { orderOf } from '../search/sort.js'
import { type PageKey, readContents, readKeys, type SearchPlace, type TypePage } from './search-page.js'
import type { SearchMatch } from './store.js'

/** Index tables that one statement asks: 146 at once cost 80 ms of planning, and "out of shared memory" at 32 clients. */
export const TYPES_MAX = 4

/** Lists of at most four. */
export function chunks<T>(items: readonly T[]): T[][] {
  const result: T[][] = []
  for (let start = 0; start < items.length; start += TYPES_MAX) result.push(items.slice(start, start + TYPES_MAX))
  return result
}

/**
 * Without `_sort` the types come one after the other in the order of their names, so a page asks only those that it needs. With `_sort` the pages
 * of all types are merged, by sort values, then type, then id.
 */
async function readPages(place: SearchPlace, plan: SearchPlan): Promise<TypePage<PageKey>[]> {
  const backward = plan.cursor?.direction === 'previous'
  const sorted = [...plan.types].sort()
  const reachable = sorted.filter((type) => plan.sort.length > 0 || reaches(plan, type))
  const pages: TypePage<PageKey>[] = []
  let found = 0
  for (const some of chunks(backward ? reachable.reverse() : reachable)) {
    const next = await readKeys(place, plan, some)
    pages.push(...next)
    found += next.reduce((sum, page) => sum + page.rows.length, 0)
    if (plan.sort.length === 0 && found > plan.count) break
  }
  return pages
}

function reaches({ cursor }: SearchPlan, type: string): boolean {
  if (cursor === undefined) return true
  return cursor.direction === 'next' ? type >= cursor.type : type <= cursor.type
}

type Compare = (left: PageKey, right: PageKey) => number

const compareTexts = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

/** Texts by code point, as `collate "C"` does; JavaScript's own comparison is by UTF-16 unit. */
function compareCodePoints(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right))
}

function compareNumbers(left: string, right: string): number {
  const difference = Number(left) - Number(right)
  return Number.isNaN(difference) ? 0 : difference
}

const infinities: Readonly<Record<string, string>> = { infinity: '~', '-infinity': ' ' }
const compareStamps = (left: string, right: string): number =>
  compareTexts(infinities[left] ?? left, infinities[right] ?? right)

const comparisons = { text: compareCodePoints, numeric: compareNumbers, timestamptz: compareStamps }

/** The order of merged rows. Every type has the same keys but for where they are found, so the first type's tell their kinds. */
function compareKeys(place: SearchPlace, plan: SearchPlan): Compare {
  const { definitions, practice } = place.compile
  const keys = orderOf(plan.sort, { practice, type: plan.types[0] ?? '', definitions })
  return (left, right) => {
    for (const [index, key] of keys.entries()) {
      if (key.alias === 'id') break
      const [a, b] = [left.sortValues[index] ?? null, right.sortValues[index] ?? null]
      const order = a === null || b === null ? Number(a === null) - Number(b === null) : comparisons[key.type](a, b)
      if (order !== 0) return key.descending && a !== null && b !== null ? -order : order
    }
    const descending = keys.at(-1)?.descending === true
    return compareTexts(left.type, right.type) || (descending ? -1 : 1) * compareTexts(left.id, right.id)
  }
}

/** A page of several types: keys first, at most four types a statement, then the contents of those that are on the page and one more. */
export async function readMergedPage(place: SearchPlace, plan: SearchPlan): Promise<TypePage<SearchMatch>> {
  const pages = await readPages(place, plan)
  const merged = pages.flatMap(({ rows }) => rows).sort(compareKeys(place, plan))
  const limit = plan.count + 1
  const rows = plan.cursor?.direction === 'previous' ? merged.slice(-limit) : merged.slice(0, limit)
  const counts = pages.length === plan.types.length ? pages.map(({ matched }) => matched) : [undefined]
  const matched = counts.reduce((sum, count) => (sum === undefined || count === undefined ? undefined : sum + count), 0)
  return { rows: await readContents(place, plan, rows), matched }
}
