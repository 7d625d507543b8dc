import type { Rule } from '../run.js'
import { found } from './found.js'

/** ElementDefinition.maxLength, and the extension `minLength`. */
export interface MaxLengthParameters {
  readonly max?: number
  readonly min?: number
}

/** Checks that a text is not too long, nor too short, counted in characters. https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.maxLength */
export const maxLength =
  ({ max = Number.POSITIVE_INFINITY, min = 0 }: MaxLengthParameters): Rule =>
  (value, spot) => {
    // A text has at most as many characters as it has code units, and at least half of them.
    if (typeof value !== 'string' || (value.length <= max && value.length >= min * 2)) return
    const length = [...value].length
    if (length > max) {
      const sentence = `\`{path}\` has ${length} characters; it may have at most ${max}.`
      found(spot, '', { code: 'too-long', sentence })
    } else if (length < min) {
      const sentence = `\`{path}\` has ${length} characters; it has to have at least ${min}.`
      found(spot, '', { code: 'value', sentence })
    }
  }
