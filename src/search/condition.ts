import type { AccessPredicate } from '../access/access.js'
import { badRequest } from '../fhir/outcome.js'
import { type Parameter, parseParameters } from '../fhir/query-parameters.js'
import { shown } from '../fhir/suggest.js'
import { type ClauseContext, matchClause, parseClause } from './clause.js'
import { splitName } from './parameter-name.js'
import type { Clause } from './parameters/parameter-type.js'
import type { Condition } from './planner.js'
import { isResultParameter } from './result-parameters.js'
import { simplify } from './simplify.js'

/** A condition as it was written: `Patient`, `identifier=http://clinic|1`. */
export interface WrittenCondition {
  readonly type: string
  readonly query: string
  readonly access: AccessPredicate
}

/** What conditions are understood with. */
export interface ConditionContext extends ClauseContext {
  /** Parameters that one condition may have. */
  readonly parametersMax: number
}

/** Two matches are enough to know that there is not one. */
const MATCHES = 2

/** How the answer is written has nothing to do with what a condition asks. */
const meaningless = new Set(['_format', '_pretty'])

function checkCondition([name, value]: Parameter): void {
  const { code } = splitName(name)
  if (isResultParameter(code))
    throw badRequest(
      `A condition can't hold \`${shown(name)}\`, which is about the result of a search; it takes search parameters only.`,
    )
  // A search ignores an empty parameter; a condition that did so would be met by resources that the client never meant.
  if (value === '') throw badRequest(`The search parameter \`${shown(name)}\` of the condition has no value.`)
}

/** Alternatives in any order, and clauses in any order, are the same condition. */
function normalize({ definition, modifier, values }: Clause): string {
  return `${definition.code}${modifier === undefined ? '' : `:${modifier}`}=${[...new Set(values)].sort().join(',')}`
}

/**
 * Understands a condition. Throws 400 for anything that a search would refuse, for parameters about results, and for a condition that asks nothing.
 * https://hl7.org/fhir/R4/http.html#cond-update
 */
export function planCondition({ type, query, access }: WrittenCondition, context: ConditionContext): Condition {
  const written = parseParameters(query.replace(/^\?/, ''), context.parametersMax)
  const parameters = written.filter(([name]) => !meaningless.has(name))
  parameters.forEach(checkCondition)
  const clauses = parameters.map((parameter) => parseClause(type, parameter, context))
  if (clauses.length === 0)
    throw badRequest(`The condition on \`${type}\` names no search parameter; at least one was expected.`)
  const where = simplify({ kind: 'and', predicates: clauses.map((clause) => matchClause(clause, context)) })
  return {
    normalized: `${type}?${[...new Set(clauses.map(normalize))].sort().join('&')}`,
    ...(where.kind === 'tokens-all' ? { tokens: where.hashes } : {}),
    plan: {
      types: [type],
      where: new Map([[type, where]]),
      sort: [],
      count: MATCHES,
      total: 'none',
      includes: [],
      access,
    },
  }
}
