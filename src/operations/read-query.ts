import { badRequest } from '../fhir/outcome.js'
import { primitiveRules } from '../validation/primitive-rules.js'
import type { InputValue } from './input.js'
import type { ParameterDefinition } from './operation.js'

/** A text of an address as the JSON value of a primitive type. */
function readAs(type: string, text: string): unknown {
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text
  const isNumber = primitiveRules[type]?.json === 'number'
  return isNumber && /^-?\d{1,15}$/.test(text) ? Number(text) : text
}

/**
 * Reads a parameter that stands in the address; throws 400 for a value that is not of its type, and for a type that only a body can hold.
 * https://hl7.org/fhir/R4/operations.html#executing
 */
export function readQueryValue(parameter: ParameterDefinition, text: string): InputValue {
  const { name, type } = parameter
  const rule = primitiveRules[type]
  if (rule === undefined) {
    throw badRequest(`\`${name}\` is a ${type}, which cannot stand in the address: POST a Parameters resource instead.`)
  }
  const value = readAs(type, text)
  if (rule.accepts(value)) return { kind: 'value', type, value }
  throw badRequest(
    `\`${name}\` is \`${text.slice(0, 100)}\`; it has to be ${rule.expected.replace(', without quotes', '')}.`,
  )
}
