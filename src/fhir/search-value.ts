/** The prefixes of ordered search values. https://hl7.org/fhir/R4/search.html#prefix */
export type Prefix = 'eq' | 'ne' | 'gt' | 'lt' | 'ge' | 'le' | 'sa' | 'eb' | 'ap'

/** All prefixes, in the specification's order. */
export const prefixes: readonly Prefix[] = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap']

const isPrefix = (text: string): text is Prefix => (prefixes as readonly string[]).includes(text)

/** Takes the prefix off a date, number or quantity; without one it is `eq`. */
export function splitPrefix(value: string): { readonly prefix: Prefix; readonly rest: string } {
  const start = value.slice(0, 2)
  return isPrefix(start) ? { prefix: start, rest: value.slice(2) } : { prefix: 'eq', rest: value }
}

/** Splits at separators that no backslash escapes; the escapes stay in the parts. https://hl7.org/fhir/R4/search.html#escaping */
export function splitUnescaped(text: string, separator: ',' | '|' | '$'): readonly string[] {
  if (!text.includes('\\')) return text.split(separator)
  const parts: string[] = []
  let start = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === separator) {
      parts.push(text.slice(start, at))
      start = at + 1
    }
  }
  parts.push(text.slice(start))
  return parts
}

/** Resolves `\,` `\|` `\$` `\\`; a backslash before anything else is itself. https://hl7.org/fhir/R4/search.html#escaping */
export const unescapeValue = (text: string): string => (text.includes('\\') ? text.replace(/\\([,|$\\])/g, '$1') : text)
