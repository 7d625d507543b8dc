import type { Definitions } from '../definitions/definitions.js'
import { badRequest, unknown } from '../fhir/outcome.js'
import { shown, suggestion } from '../fhir/suggest.js'
import type { ParameterContext } from './parameters/parameter-type.js'
import type { Predicate } from './predicate.js'
import { compartmentText } from './token-text.js'

/** A compartment: `Patient/1`. https://hl7.org/fhir/R4/compartmentdefinition.html */
export interface Compartment {
  readonly type: string
  readonly id: string
}

const compartmentCodes = ['Patient', 'Encounter', 'RelatedPerson', 'Practitioner', 'Device']

/**
 * The types of which resources can be in a compartment, out of those asked for (none asked for means all). Throws 404 where there is no such
 * compartment, and 400 where none of the types is ever in it.
 */
export function compartmentTypes(
  { type, id }: Compartment,
  asked: readonly string[],
  definitions: Definitions,
): string[] {
  const compartment = definitions.compartment(type)
  if (compartment === undefined)
    throw unknown(
      `There is no compartment of \`${shown(type)}\`; there are those of ${compartmentCodes.map((code) => `\`${code}\``).join(', ')}.`,
    )
  const members = definitions.resourceTypes.filter((member) => (compartment.parameters.get(member)?.length ?? 0) > 0)
  const inside = asked.length === 0 ? members : asked.filter((member) => members.includes(member))
  const [first = ''] = asked
  if (inside.length === 0)
    throw badRequest(
      `\`${shown(first)}\` is never in the compartment of \`${type}/${id}\`.${suggestion(first, members)}`,
    )
  return inside
}

/** The condition that a row is in the compartment: one token, written by the indexer. */
export const inCompartment = ({ type, id }: Compartment, { hash }: ParameterContext): Predicate => ({
  kind: 'tokens-all',
  hashes: [hash(compartmentText(type, id))],
})
