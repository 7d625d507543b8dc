import { SaxesParser } from 'saxes'
import type { Definitions } from '../../definitions/definitions.js'
import { type JsonObject, textOf } from '../../fhir/json-tree.js'
import { badStructure } from '../../fhir/outcome.js'
import { type Frame, type Reader, resourceFrame } from './frame.js'

export interface XmlLimits {
  /** Elements within one another. */
  readonly depth: number
}

/**
 * Reads FHIR XML into the exact JSON text of the same resource: decimals and strings keep their text, narratives become canonical XHTML,
 * comments and processing instructions are dropped. Throws a 400 `FhirError` with line and column for XML that is not well-formed, for a DOCTYPE
 * (and with it every entity declaration), and for what the definitions do not know. https://hl7.org/fhir/R4/xml.html
 */
export function xmlToJson(xml: string, definitions: Definitions, limits: XmlLimits): string {
  const parser = new SaxesParser({ xmlns: true, position: true, defaultXMLVersion: '1.0', forceXMLVersion: true })
  const reader: Reader = {
    definitions,
    refuse(sentence) {
      throw badStructure(`${sentence} It is near line ${parser.line}, column ${parser.column}.`)
    },
  }
  const frames: Frame[] = []
  let resource: JsonObject | undefined

  parser.on('error', (error) => reader.refuse(`The XML is not well-formed: ${sentenceOf(error)}`))
  parser.on('doctype', () => reader.refuse('A DOCTYPE is not allowed; entities cannot be declared in FHIR XML.'))
  parser.on('xmldecl', ({ encoding = 'utf-8' }) => {
    if (!/^(utf-?8|us-ascii)$/i.test(encoding))
      reader.refuse(`The encoding is declared as \`${encoding}\`; only UTF-8 is read.`)
  })
  parser.on('opentag', (tag) => {
    if (frames.length >= limits.depth) reader.refuse(`Elements may be nested ${limits.depth} deep, this one is deeper.`)
    const around = frames[frames.length - 1]
    frames.push(
      around?.open(tag) ??
        resourceFrame(reader, tag, (read) => {
          resource = read
        }),
    )
  })
  const text = (content: string) => frames[frames.length - 1]?.text(content)
  parser.on('text', text)
  parser.on('cdata', text)
  parser.on('closetag', () => frames.pop()?.close())
  parser.write(xml).close()
  return resource === undefined ? reader.refuse('The body holds no resource.') : textOf(resource)
}

/** The parser's message without its own line and column, as a sentence. */
function sentenceOf(error: Error): string {
  return `${error.message
    .replace(/^(?:\d+:\d+: )?/, '')
    .replace(/\.$/, '')
    .trim()}.`
}
