import type { Definitions } from '../definitions/definitions.js'
import { tooCostly } from '../fhir/outcome.js'
import type { Parameter } from '../fhir/query-parameters.js'
import { splitName } from './parameter-name.js'

/** Conditions of a whole search: each is read, planned and compiled for each type that is searched. */
const CONDITIONS_MAX = 5_000

/** Types of parameters whose alternatives are conditions of their own; those of the others are one list. */
const separate: ReadonlySet<string | undefined> = new Set(['date', 'number', 'quantity', 'string'])

/**
 * Throws 400 where all parameters on dates, numbers and texts together have too many alternatives, each counted once for every type that is searched. What
 * comes from one clause alone, `checkAlternatives` limits.
 */
export function checkConditions(
  types: readonly string[],
  parameters: readonly Parameter[],
  definitions: Definitions,
): void {
  const asked = types.map((type) => definitions.searchParameters(type))
  let conditions = 0
  for (const [name, value] of parameters) {
    const { code, modifier } = splitName(name)
    const typesAsked = asked.filter((own) => separate.has(own.get(code)?.type)).length
    if (typesAsked > 0 && modifier !== 'exact') conditions += typesAsked * value.split(',').length
  }
  if (conditions <= CONDITIONS_MAX) return
  const searched = types.length === 1 ? '' : `, over the ${types.length} types that it searches`
  throw tooCostly(
    `The search has ${conditions} alternatives of dates, numbers and texts${searched}; at most ${CONDITIONS_MAX} are allowed. Send several searches.`,
  )
}
