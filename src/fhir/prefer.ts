/** The preferences of a client. https://hl7.org/fhir/R4/http.html#ops */
export interface Prefer {
  readonly return: 'minimal' | 'representation' | 'OperationOutcome' | undefined
  readonly handling: 'strict' | 'lenient' | undefined
}

/** Reads a `Prefer` header; what it doesn't know is ignored, as RFC 7240 section 2 says. */
export function parsePrefer(header: string | undefined): Prefer {
  const preferences = new Map<string, string>()
  for (const part of (header ?? '').split(/[,;]/)) {
    const [name = '', value = ''] = part.split('=').map((piece) => piece.trim())
    const key = name.toLowerCase()
    // RFC 7240 section 2: the first occurrence of a preference counts.
    if (!preferences.has(key)) preferences.set(key, value.replace(/^"|"$/g, ''))
  }
  const returned = preferences.get('return')
  const handling = preferences.get('handling')
  return {
    return:
      returned === 'minimal' || returned === 'representation' || returned === 'OperationOutcome' ? returned : undefined,
    handling: handling === 'strict' || handling === 'lenient' ? handling : undefined,
  }
}
