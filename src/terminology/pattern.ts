import { RE2JS } from 're2js'
import { badRequest } from '../fhir/outcome.js'
import { shown } from '../fhir/suggest.js'

/** A longer pattern is no filter of codes. */
const PATTERN_LENGTH_MAX = 1_000

/**
 * Compiles a `regex` filter, which has to match the whole value. It runs in linear time whatever the pattern, since patterns come from outside.
 * Throws a 400 for one that is too long, or that isn't a pattern (look-around and back references cannot be had in linear time).
 * https://hl7.org/fhir/R4/valueset-filter-operator.html
 */
export function compilePattern(text: string): (value: string) => boolean {
  if (text.length > PATTERN_LENGTH_MAX) {
    throw badRequest(`A \`regex\` filter has at most ${PATTERN_LENGTH_MAX} characters; this one has ${text.length}.`)
  }
  try {
    const pattern = RE2JS.compile(`^(?:${text})$`)
    return (value) => pattern.matches(value)
  } catch (error) {
    throw badRequest(`The \`regex\` filter \`${shown(text)}\` cannot be used: ${(error as Error).message}.`)
  }
}
