import type { Definitions } from '../definitions/definitions.js'
import { badRequest } from '../fhir/outcome.js'
import type { Parameter } from '../fhir/query-parameters.js'
import { shown, suggestion } from '../fhir/suggest.js'
import { type ClauseContext, matchClause, parseClause, printClause, unansweredParameter } from './clause.js'
import { compartmentTypes, inCompartment } from './compartment.js'
import { planCondition } from './condition.js'
import { parseInclude } from './include-parameter.js'
import { splitName } from './parameter-name.js'
import type { ParameterContext } from './parameters/parameter-type.js'
import type { Include, SearchPlan, SortKey } from './plan.js'
import type { PlannedSearch, SearchPlanner, SearchQuery } from './planner.js'
import type { Predicate } from './predicate.js'
import {
  checkSummary,
  isResultParameter,
  parseCount,
  parseTotal,
  type ResultParameter,
  singular,
} from './result-parameters.js'
import { simplify } from './simplify.js'
import { orderOf, parseSort } from './sort.js'

export interface PlannerOptions {
  readonly definitions: Definitions
  readonly context: ParameterContext
  readonly pageSizeDefault: number
  readonly pageSizeMax: number
  /** Parameters of a condition; those of a request are counted where it is read. */
  readonly parametersMax: number
}

/** Parameters sorted out by what they are for; those without a value are left out, as the specification says of forms. */
interface Sorted {
  readonly results: ReadonlyMap<ResultParameter, readonly Parameter[]>
  readonly filters: readonly Parameter[]
  readonly empty: readonly string[]
}

/** The result parameters whose modifiers are judged where they are read. */
const withModifiers: ReadonlySet<string> = new Set(['_include', '_revinclude', '_sort'])

function sortOut(parameters: readonly Parameter[]): Sorted {
  const results = new Map<ResultParameter, Parameter[]>()
  const filters: Parameter[] = []
  const empty: string[] = []
  for (const parameter of parameters) {
    const { code } = splitName(parameter[0])
    if (parameter[1] === '') empty.push(`The parameter \`${shown(parameter[0])}\` has no value and was ignored.`)
    else if (isResultParameter(code)) results.set(code, [...(results.get(code) ?? []), parameter])
    else filters.push(parameter)
  }
  for (const [code, given] of results) {
    if (singular.has(code) && given.length > 1)
      throw badRequest(`\`${code}\` is given ${given.length} times; once was expected.`)
    const modified = withModifiers.has(code) ? undefined : given.find(([name]) => name !== code)
    if (modified !== undefined) throw badRequest(`\`${code}\` has no modifier, but \`${shown(modified[0])}\` is given.`)
  }
  return { results, filters, empty }
}

const valuesOf = ({ results }: Sorted, code: ResultParameter): string[] =>
  (results.get(code) ?? []).map(([, value]) => value)

/**
 * The types searched: those of the address, among which `_type` may choose; where the address names none, it chooses among all. Throws 400 for what is no
 * type, and for a type that the address leaves out: answering it would be the answer to another search. https://hl7.org/fhir/R4/search.html#all
 */
function typesOf(query: SearchQuery, sorted: Sorted, definitions: Definitions): readonly string[] {
  const named = [...new Set(valuesOf(sorted, '_type').flatMap((value) => value.split(',')))]
  for (const type of named)
    if (!definitions.isResourceType(type))
      throw badRequest(
        `\`_type\` names \`${shown(type)}\`, which is no resource type.${suggestion(type, definitions.resourceTypes)}`,
      )
  const outside = query.types.length === 0 ? undefined : named.find((type) => !query.types.includes(type))
  if (outside !== undefined)
    throw badRequest(
      `\`_type\` names \`${outside}\`, but the address searches ${query.types.map((type) => `\`${type}\``).join(', ')} only; leave \`_type\` out, or search an address without a type.`,
    )
  const asked = named.length > 0 ? named : query.types
  if (query.compartment !== undefined) return compartmentTypes(query.compartment, asked, definitions)
  return asked.length > 0 ? asked : definitions.resourceTypes
}

interface Filters {
  readonly predicates: readonly Predicate[]
  readonly used: readonly Parameter[]
  readonly ignored: readonly string[]
}

function understand(
  parameter: Parameter,
  types: readonly string[],
  context: ClauseContext,
): readonly [Predicate[], Parameter] {
  const clauses = types.map((type) => parseClause(type, parameter, context))
  const [first] = clauses
  return [clauses.map((clause) => matchClause(clause, context)), first === undefined ? parameter : printClause(first)]
}

/** Every type has to know every parameter. What lenient handling ignores is left out for all of them, and said. */
function filtersOf(
  query: SearchQuery,
  sorted: Sorted,
  [types, context]: readonly [readonly string[], ClauseContext],
): Map<string, Filters> {
  const predicates = types.map((): Predicate[] => [])
  const used: Parameter[] = []
  const ignored = [...sorted.empty]
  for (const parameter of sorted.filters) {
    const problem = types
      .map((type) => unansweredParameter(type, parameter[0], context.definitions))
      .find((found) => found)
    if (problem !== undefined && query.handling === 'strict') throw problem
    if (problem !== undefined) {
      ignored.push(`${problem.message} It was ignored.`)
      continue
    }
    const [matched, printed] = understand(parameter, types, context)
    matched.forEach((predicate, index) => {
      predicates[index]?.push(predicate)
    })
    used.push(printed)
  }
  return new Map(types.map((type, index) => [type, { predicates: predicates[index] ?? [], used, ignored }]))
}

function includesOf(sorted: Sorted, types: readonly string[], definitions: Definitions): Include[] {
  return (['_include', '_revinclude'] as const).flatMap((name) =>
    (sorted.results.get(name) ?? []).flatMap(([full, value]) =>
      value.split(',').flatMap((one) => parseInclude(name, [splitName(full).modifier, one], { definitions, types })),
    ),
  )
}

function sortOf(sorted: Sorted, types: readonly string[], definitions: Definitions): SortKey[] {
  for (const [name] of sorted.results.get('_sort') ?? [])
    if (name !== '_sort')
      throw badRequest(`\`${shown(name)}\` is not supported; write \`_sort=-parameter\` to sort downwards.`)
  const sort = valuesOf(sorted, '_sort').flatMap(parseSort)
  for (const type of types) orderOf(sort, { practice: 0, type, definitions })
  return sort
}

/** Page size: none for a summary of counts. */
function countOf(sorted: Sorted, { pageSizeDefault, pageSizeMax }: PlannerOptions): number {
  const [summary] = valuesOf(sorted, '_summary')
  if (summary !== undefined) checkSummary(summary, new Set(sorted.results.keys()))
  if (summary === 'count') return 0
  const [count] = valuesOf(sorted, '_count')
  return count === undefined ? Math.min(pageSizeDefault, pageSizeMax) : parseCount(count, pageSizeMax)
}

function planSearch(query: SearchQuery, options: PlannerOptions): PlannedSearch {
  const { definitions, context, pageSizeMax } = options
  const sorted = sortOut(query.parameters)
  const types = typesOf(query, sorted, definitions)
  const filters = filtersOf(query, sorted, [types, { definitions, context }])
  const { used = [], ignored = sorted.empty } = filters.values().next().value ?? {}
  const compartment = query.compartment === undefined ? [] : [inCompartment(query.compartment, context)]
  const [total] = valuesOf(sorted, '_total')
  const plan: SearchPlan = {
    types,
    where: new Map(
      [...filters].map(([type, { predicates }]) => [
        type,
        simplify({ kind: 'and', predicates: [...compartment, ...predicates] }),
      ]),
    ),
    sort: sortOf(sorted, types, definitions),
    count: countOf(sorted, options),
    total: total === undefined ? 'default' : parseTotal(total),
    includes: includesOf(sorted, types, definitions),
    access: query.access,
  }
  const results = [...sorted.results.values()].flat().filter(([name]) => name !== '_cursor')
  const shownResults = results.map(
    ([name, value]): Parameter => [name, name === '_count' ? String(parseCount(value, pageSizeMax)) : value],
  )
  return { plan, used: [...used, ...shownResults], ignored }
}

/** From a query to a plan: pure, and the only way there. https://hl7.org/fhir/R4/search.html */
export function createPlanner(options: PlannerOptions): SearchPlanner {
  return {
    plan: (query) => planSearch(query, options),
    condition: (type, query, access) => planCondition({ type, query, access }, options),
  }
}
