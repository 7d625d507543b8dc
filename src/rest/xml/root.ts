import { SaxesParser, type SaxesTagNS } from 'saxes'

/** A root element begins within this much; what doesn't is no document that a client means well with. */
const ROOT_WITHIN = 65_536

/**
 * The root element of an XML document in any encoding that writes its names as ASCII does, without reading the rest; undefined where there is none near the
 * beginning. Never fails.
 */
export function xmlRoot(bytes: Uint8Array): Pick<SaxesTagNS, 'local' | 'uri'> | undefined {
  const text = Buffer.from(bytes.subarray(0, ROOT_WITHIN)).toString('latin1')
  // A byte order mark, as latin1 shows it.
  const xml = text.startsWith('\u00ef\u00bb\u00bf') ? text.slice(3) : text
  const parser = new SaxesParser({ xmlns: true, position: false })
  let root: Pick<SaxesTagNS, 'local' | 'uri'> | undefined
  parser.on('error', () => {})
  parser.on('opentag', (tag) => {
    root ??= { local: tag.local, uri: tag.uri }
  })
  parser.write(xml)
  return root
}
