import { badRequest, tooCostly } from '../fhir/outcome.js'

/** A decoded parameter of a query, in the order in which it came. */
export type Parameter = readonly [name: string, value: string]

/** More than this is no search that a person or a program means. */
const PARAMETERS_MAX = 500

/** What stands before the `=`: a parameter's code, and its modifier after a colon. */
export interface ParameterName {
  readonly code: string
  readonly modifier: string | undefined
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw badRequest(`The query holds \`${text.slice(0, 100)}\`, which is not valid percent-encoding of UTF-8.`)
  }
}

/**
 * Reads a query as it stands in a url after the `?`, or in a condition. Throws 400 for bad percent-encoding.
 * https://url.spec.whatwg.org/#application/x-www-form-urlencoded
 */
export function parseQuery(query: string): Parameter[] {
  const text = query.startsWith('?') ? query.slice(1) : query
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=')
      return at < 0 ? [decode(pair), ''] : [decode(pair.slice(0, at)), decode(pair.slice(at + 1))]
    })
}

/** Throws 400 where there are too many parameters, or one that no index can hold (a NUL character). */
export function checkParameters(parameters: readonly Parameter[]): void {
  if (parameters.length > PARAMETERS_MAX)
    throw tooCostly(`The search has ${parameters.length} parameters; at most ${PARAMETERS_MAX} are allowed.`)
  for (const [name, value] of parameters)
    if (name.includes('\0') || value.includes('\0'))
      throw badRequest(`The parameter \`${name.replaceAll('\0', '')}\` holds a NUL character, which nothing can match.`)
}

/** Splits `code:modifier` at its first colon. */
export function splitName(name: string): ParameterName {
  const at = name.indexOf(':')
  return at < 0 ? { code: name, modifier: undefined } : { code: name.slice(0, at), modifier: name.slice(at + 1) }
}
