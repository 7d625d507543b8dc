import { SaxesParser, type SaxesTagNS } from 'saxes'
import { xhtmlEntities } from './entities.js'
import { escapeAttribute, escapeText } from './escape.js'

/** The namespace of narratives. https://hl7.org/fhir/R4/narrative.html */
export const XHTML = 'http://www.w3.org/1999/xhtml'

/** Elements of a narrative in one canonical text: no prefixes, comments or entities, empty elements closed at once. */
export interface XhtmlWriter {
  open(tag: SaxesTagNS): void
  text(text: string): void
  close(): void
  /** What was written so far. */
  result(): string
}

/** `refuse` throws for what no narrative may hold: elements or attributes of another namespace. */
export function createXhtmlWriter(refuse: (sentence: string) => never): XhtmlWriter {
  const open: string[] = []
  let out = ''
  // A start tag is closed when it is known whether something is in it.
  let isTagOpen = false
  const closeTag = () => {
    if (isTagOpen) out += '>'
    isTagOpen = false
  }
  return {
    open(tag) {
      closeTag()
      if (tag.uri !== XHTML) {
        refuse(`The element \`${tag.name}\` in the narrative is not XHTML; its namespace has to be \`${XHTML}\`.`)
      }
      out += `<${tag.local}${open.length === 0 ? ` xmlns="${XHTML}"` : ''}${attributesOf(tag, refuse)}`
      isTagOpen = true
      open.push(tag.local)
    },
    text(text) {
      if (text === '') return
      closeTag()
      out += escapeText(text)
    },
    close() {
      const name = open.pop()
      out += isTagOpen ? '/>' : `</${name}>`
      isTagOpen = false
    },
    result: () => out,
  }
}

function attributesOf(tag: SaxesTagNS, refuse: (sentence: string) => never): string {
  let out = ''
  for (const { name, prefix, value } of Object.values(tag.attributes)) {
    if (name === 'xmlns' || prefix === 'xmlns') continue
    if (prefix !== '' && prefix !== 'xml') refuse(`The attribute \`${name}\` in the narrative is not XHTML.`)
    out += ` ${name}="${escapeAttribute(value)}"`
  }
  return out
}

/** The canonical text of a narrative's `div` as JSON holds it; undefined where it is not well-formed XHTML. */
export function canonicalXhtml(div: string): string | undefined {
  try {
    return parseXhtml(div)
  } catch {
    return undefined
  }
}

function parseXhtml(div: string): string {
  const fail = (problem: string): never => {
    throw new SyntaxError(problem)
  }
  const writer = createXhtmlWriter(fail)
  const parser = new SaxesParser({ xmlns: true, position: false, defaultXMLVersion: '1.0', forceXMLVersion: true })
  Object.assign(parser.ENTITIES, xhtmlEntities)
  parser.on('error', (error) => fail(error.message))
  parser.on('doctype', () => fail('doctype'))
  parser.on('opentag', (tag) => writer.open(tag))
  parser.on('text', (text) => writer.text(text))
  parser.on('cdata', (text) => writer.text(text))
  parser.on('closetag', () => writer.close())
  // White space around the root is no part of it.
  parser.write(div.trim()).close()
  return writer.result()
}
