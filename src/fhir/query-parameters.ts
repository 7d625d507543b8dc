import { badRequest, type FhirError } from './outcome.js'

/** A parameter of a query or a form, decoded. */
export type Parameter = readonly [name: string, value: string]

/** In the order in which they came. */
export type Parameters = readonly Parameter[]

export const noParameters: Parameters = []

/** Decodes `+` and percent-encoding exactly once. */
function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text
  if (!spaced.includes('%')) return spaced
  try {
    return decodeURIComponent(spaced)
  } catch {
    throw badRequest(`The parameter text \`${text.slice(0, 100)}\` is not valid percent-encoding of UTF-8.`)
  }
}

function parameterOf(part: string): Parameter {
  const at = part.indexOf('=')
  const name = decode(at === -1 ? part : part.slice(0, at))
  const value = at === -1 ? '' : decode(part.slice(at + 1))
  if (name.includes('\0') || value.includes('\0')) {
    throw badRequest(`The parameter \`${name.replaceAll('\0', '').slice(0, 100)}\` holds the character U+0000.`)
  }
  return [name, value]
}

/** 400: a query, or the address and the form together, have too many parameters. */
export const tooManyParameters = (countMax: number): FhirError =>
  badRequest(`The request has more than ${countMax} parameters, the limit of this server (\`PARAMETERS_MAX\`).`)

/**
 * Reads `a=1&b=2&a=3`, keeping order and repetition: the query of an address (what stands after the `?`), a form, a condition. Throws 400 for encoding
 * that is wrong, for the character U+0000, which nothing can match, and for more than `countMax` parameters.
 * https://url.spec.whatwg.org/#urlencoded-parsing
 */
export function parseParameters(text: string, countMax: number): Parameters {
  if (text === '') return noParameters
  // One more than allowed is enough to know; a split without limit would make millions of pieces.
  const parts = text.split('&', countMax + 1)
  if (parts.length > countMax) {
    throw tooManyParameters(countMax)
  }
  return parts.filter((part) => part !== '').map(parameterOf)
}
