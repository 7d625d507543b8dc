import { badRequest, type FhirError, tooCostly } from '../../fhir/outcome.js'
import type { Hash } from '../index-row.js'
import type { Predicate } from '../predicate.js'
import { presentText } from '../token-text.js'
import type { Clause, ParameterContext } from './parameter-type.js'

/** Rows that hold any of the hashes. */
export function anyToken(hashes: readonly Hash[]): Predicate {
  const distinct = [...new Set(hashes)]
  return distinct.length === 1 ? { kind: 'tokens-all', hashes: distinct } : { kind: 'tokens-any', hashes: distinct }
}

/** Rows for which any of the predicates holds. */
export const anyOf = (predicates: readonly Predicate[]): Predicate =>
  predicates.length === 1 && predicates[0] !== undefined ? predicates[0] : { kind: 'or', predicates }

/** Rows for which all of the predicates hold. */
export const allOf = (predicates: readonly Predicate[]): Predicate =>
  predicates.length === 1 && predicates[0] !== undefined ? predicates[0] : { kind: 'and', predicates }

/** The parameter as the client wrote it: `subject:Patient`. */
export const clauseName = ({ definition, modifier }: Clause): string =>
  modifier === undefined ? definition.code : `${definition.code}:${modifier}`

/** Alternatives of a clause that no array holds: each of them is a condition of its own in the statement. */
const ALTERNATIVES_MAX = 1_000

/** Throws 400 where a clause on dates, numbers or texts has more alternatives than a statement should have conditions. */
export function checkAlternatives(clause: Clause): void {
  if (clause.values.length <= ALTERNATIVES_MAX) return
  throw tooCostly(
    `The search parameter \`${clauseName(clause)}\` has ${clause.values.length} alternatives; at most ${ALTERNATIVES_MAX} are allowed for dates, numbers and texts. Send several searches.`,
  )
}

/** The 400 for a value that the parameter can't take: names the parameter, the value and what was expected. */
export function unreadable(clause: Clause, value: string, expected: string): FhirError {
  const shown = value.length > 100 ? `${value.slice(0, 100)}…` : value
  return badRequest(`The search parameter \`${clauseName(clause)}\` can't take \`${shown}\`: expected ${expected}.`)
}

/**
 * `:missing=true` and `:missing=false`: resources without, or with, a value for the parameter. https://hl7.org/fhir/R4/search.html#modifiers
 */
export function matchMissing(clause: Clause, context: ParameterContext): Predicate {
  const present: Predicate = { kind: 'tokens-all', hashes: [context.hash(presentText(clause.definition.code))] }
  return anyOf(missingValues(clause).map((missing) => (missing ? { kind: 'not', predicate: present } : present)))
}

/** `:missing` of what every resource has. */
export const matchNeverMissing = (clause: Clause): Predicate =>
  anyOf(missingValues(clause).map((missing) => ({ kind: missing ? 'nothing' : 'everything' })))

function missingValues(clause: Clause): readonly boolean[] {
  return clause.values.map((value) => {
    if (value !== 'true' && value !== 'false') throw unreadable(clause, value, '`true` or `false`')
    return value === 'true'
  })
}
