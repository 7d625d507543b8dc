import { createRequire } from 'node:module'
import type { CodeSystemSource } from '../code-system-source.js'
import { createGrammarSource, plainConcept } from './grammar.js'

/** A name as RFC 6838 restricts it; values of parameters may hold spaces without quotation marks, as DICOM writes them. */
const mediaType =
  /^([a-z0-9][a-z0-9!#$&^_.+-]{0,126})\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}(\s*;\s*[a-z0-9!#$%&'*+.^_`|~-]+=([^\s;"\\][^;"\\]*|"[^"\\]*"))*$/i

/** R4 lets a server name its formats so, beside media types. https://hl7.org/fhir/R4/capabilitystatement-definitions.html#CapabilityStatement.format */
const formats = new Set(['xml', 'json', 'ttl'])

/** Media types, BCP-13: any subtype of a known top-level type. https://www.rfc-editor.org/info/bcp13 */
export function createMediaTypeSource(): CodeSystemSource {
  let known: ReadonlySet<string> | undefined
  const topLevel = (): ReadonlySet<string> => {
    const types: Readonly<Record<string, unknown>> = createRequire(import.meta.url)('mime-db')
    known ??= new Set([...Object.keys(types).map((type) => type.split('/', 1)[0] ?? ''), 'example', 'haptics'])
    return known
  }
  return createGrammarSource({
    url: 'urn:ietf:bcp:13',
    name: 'BCP-13 media types',
    caseSensitive: false,
    concept: (code) => {
      const type = mediaType.exec(code)?.[1]?.toLowerCase()
      const isKnown = type === undefined ? formats.has(code) : topLevel().has(type) || type.startsWith('x-')
      return isKnown ? plainConcept(code) : undefined
    },
  })
}
