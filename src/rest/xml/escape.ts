/** What XML 1.0 cannot hold though JSON can: they are written as U+FFFD. (Other control characters never come in, see `parseJson`.) */
const NOT_XML = /[^\t\n\r -\ufffd]/g

/** Text between tags. CR would be read back as LF, so it is written as a reference. */
export function escapeText(text: string): string {
  return text.replaceAll(/[&<>\r]/g, reference).replaceAll(NOT_XML, '\ufffd')
}

/** The value of an attribute in double quotes; white space other than the blank would be read back as blanks. */
export function escapeAttribute(text: string): string {
  return text.replaceAll(/[&<>"\t\n\r]/g, reference).replaceAll(NOT_XML, '\ufffd')
}

function reference(character: string): string {
  switch (character) {
    case '&':
      return '&amp;'
    case '<':
      return '&lt;'
    case '>':
      return '&gt;'
    case '"':
      return '&quot;'
    default:
      return `&#${character.charCodeAt(0)};`
  }
}
