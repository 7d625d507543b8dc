import type { Rule } from '../run.js'
import { asJson, isObject, isSamePrimitive } from './exact.js'
import { found } from './found.js'

export interface FixedParameters {
  readonly value: unknown
}

/** Checks that a value is exactly the one given. https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.fixed_x_ */
export const fixed =
  ({ value: expected }: FixedParameters): Rule =>
  (value, spot) => {
    if (value === undefined || isSame(value, expected)) return
    const sentence = `\`{path}\` is \`${asJson(value)}\`; it has to be exactly \`${asJson(expected)}\`.`
    found(spot, '', { code: 'value', sentence })
  }

/** Deep equality: the same members, in any order, and the same items, in the same order. */
export function isSame(a: unknown, b: unknown): boolean {
  if (isSamePrimitive(a, b)) return true
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => isSame(item, b[index]))
  }
  if (!isObject(a) || !isObject(b)) return false
  const names = Object.keys(b)
  return (
    Object.keys(a).length === names.length && names.every((name) => Object.hasOwn(a, name) && isSame(a[name], b[name]))
  )
}
