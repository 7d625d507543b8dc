import type { Rule } from '../run.js'
import { asJson, isObject, isSamePrimitive } from './exact.js'
import { found } from './found.js'

export interface PatternParameters {
  readonly value: unknown
}

/** Checks that a value has at least what a pattern has. https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.pattern_x_ */
export const pattern =
  ({ value: expected }: PatternParameters): Rule =>
  (value, spot) => {
    if (value === undefined || matchesPattern(value, expected)) return
    const sentence = `\`{path}\` is \`${asJson(value)}\`; it has to contain \`${asJson(expected)}\`.`
    found(spot, '', { code: 'value', sentence })
  }

/** True where each member of the pattern is in the value, and each item of an array of the pattern is matched by some item, in any order. */
export function matchesPattern(value: unknown, pattern: unknown): boolean {
  if (Array.isArray(pattern)) {
    return Array.isArray(value) && pattern.every((each) => value.some((item) => matchesPattern(item, each)))
  }
  if (!isObject(pattern)) return isSamePrimitive(value, pattern)
  if (!isObject(value)) return false
  for (const name in pattern) if (!matchesPattern(value[name], pattern[name])) return false
  return true
}
