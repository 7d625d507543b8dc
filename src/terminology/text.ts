import type { Concept } from './code-system-source.js'

/**
 * A test for the text that a person typed: each of its words has to be contained in the code, the display or a designation, without regard to case.
 * Without text everything passes. https://hl7.org/fhir/R4/valueset-operation-expand.html
 */
export function textTest(
  text: string | undefined,
): (concept: Pick<Concept, 'code' | 'display' | 'designations'>) => boolean {
  const words = wordsOf(text)
  if (words.length === 0) return () => true
  return ({ code, display, designations }) => {
    const shown = [code, display ?? '', ...(designations ?? []).map(({ value }) => value)].join('\n').toLowerCase()
    return words.every((word) => shown.includes(word))
  }
}

/** The words of a text filter, in lower case. */
export const wordsOf = (text: string | undefined): readonly string[] =>
  (text ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
