import type { CodeSystemSource } from '../code-system-source.js'
import { createGrammarSource, plainConcept } from './grammar.js'

/** URIs and references to them as codes. https://www.rfc-editor.org/info/rfc3986 */
export const createUriSource = (): CodeSystemSource =>
  createGrammarSource({
    url: 'urn:ietf:rfc:3986',
    name: 'URIs',
    caseSensitive: true,
    concept: (code) => (/^[^\s<>"{}|\\^`]+$/.test(code) ? plainConcept(code) : undefined),
  })
