/** What stands before the `=`: a parameter's code, and its modifier after a colon. */
export interface ParameterName {
  readonly code: string
  readonly modifier: string | undefined
}

/** Splits `code:modifier` at its first colon. */
export function splitName(name: string): ParameterName {
  const at = name.indexOf(':')
  return at < 0 ? { code: name, modifier: undefined } : { code: name.slice(0, at), modifier: name.slice(at + 1) }
}
