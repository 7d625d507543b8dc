import { join, type Sql, sql } from '../sql/sql.js'
import { columnsOf } from './columns.js'
import { type CompileContext, conditionOf } from './compile.js'
import { allConditions, compilePredicate } from './compile-predicate.js'
import { narrowed } from './narrow.js'
import type { SearchPlan } from './plan.js'
import { tableOf } from './table.js'

const matching = (plan: SearchPlan, type: string, context: CompileContext): Sql => {
  const source = { practice: context.practice, type, columns: columnsOf(type) }
  return sql`from ${tableOf(type)} t where ${allConditions([sql`t.practice = ${context.practice}`, compilePredicate(narrowed(conditionOf(plan, type), source.columns), source)])}`
}

/**
 * Counts the matches of a few types, exactly, as `matched`. The same indexes as for the page; without a condition the primary key, index only.
 * https://hl7.org/fhir/R4/search.html#total
 */
export function compileTotal(plan: SearchPlan, types: readonly string[], context: CompileContext): Sql {
  const counts = types.map((type) => sql`(select count(*) ${matching(plan, type, context)})`)
  return sql`select ${join(counts, '\n + ')} as matched`
}

/** Asks the planner how many matches it expects: no row is read. The answer is one row with one column, JSON. */
export const compileEstimate = (plan: SearchPlan, types: readonly string[], context: CompileContext): Sql =>
  sql`explain (format json) ${join(
    types.map((type) => sql`select 1 ${matching(plan, type, context)}`),
    '\nunion all ',
  )}`
