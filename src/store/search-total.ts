import type { SearchPlan } from '../search/plan.js'
import { searchStatement } from '../search/search-statement.js'
import { compileEstimate, compileSmallTotal, compileTotal } from '../search/total.js'
import { readNumber, type SearchPlace } from './search-page.js'
import { chunks, TYPES_MAX } from './search-types.js'

type Explained = readonly { readonly Plan: { readonly 'Plan Rows': number } }[]

/** All matches, counted. */
export async function countMatches(place: SearchPlace, plan: SearchPlan): Promise<number> {
  let total = 0
  for (const types of chunks(plan.types)) total += await readNumber(place, compileTotal(plan, types, place.compile))
  return total
}

/** All matches, as the database's statistics expect them. */
async function estimateMatches(place: SearchPlace, plan: SearchPlan): Promise<number> {
  let total = 0
  for (const types of chunks(plan.types)) {
    const [row] = await place.queryable.query(searchStatement(compileEstimate(plan, types, place.compile)))
    const explained = row?.['QUERY PLAN']
    const [estimate] = (typeof explained === 'string' ? JSON.parse(explained) : explained) as Explained
    total += estimate?.Plan['Plan Rows'] ?? 0
  }
  return total
}

/** All matches of a search that walks, where they are known by reading few rows of few types. */
async function countFew({ queryable, compile }: SearchPlace, plan: SearchPlan): Promise<number | undefined> {
  if (plan.types.length > TYPES_MAX) return undefined
  const counting = compileSmallTotal(plan, plan.types, compile)
  if (counting === undefined) return undefined
  const [row] = await queryable.query<{ matched: string | null }>(searchStatement(counting))
  return row === undefined || row.matched === null ? undefined : Number(row.matched)
}

/**
 * `Bundle.total`: what the page's own statement has counted, whenever it has; else what the client asked for; and where it left it to us, what is cheap to know.
 * https://hl7.org/fhir/R4/search.html#total
 */
export async function totalOf(
  place: SearchPlace,
  plan: SearchPlan,
  matched: number | undefined,
): Promise<number | undefined> {
  if (plan.total === 'none') return undefined
  if (matched !== undefined) return matched
  if (plan.total === 'accurate') return countMatches(place, plan)
  return plan.total === 'estimate' ? estimateMatches(place, plan) : countFew(place, plan)
}
