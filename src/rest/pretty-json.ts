/** Beyond this depth lines are not indented further, and longer texts not at all, so that a small text cannot become a huge one. */
const INDENTED_DEPTH_MAX = 16
const INDENTED_LENGTH_MAX = 10_000_000

const indents = Array.from({ length: INDENTED_DEPTH_MAX + 1 }, (_, depth) => `\n${'  '.repeat(depth)}`)
const indent = (depth: number): string => indents[Math.min(depth, INDENTED_DEPTH_MAX)] ?? '\n'

/** The place after the string that begins at `start` with its quote. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let backslashes = 0
    while (text[at - 1 - backslashes] === '\\') backslashes++
    if (backslashes % 2 === 0) return at + 1
  }
  return text.length
}

/**
 * Indents JSON that has no white space outside strings, without touching a single number or string: `1.10` stays `1.10`.
 */
export function prettyJson(text: string): string {
  if (text.length > INDENTED_LENGTH_MAX) return text
  let out = ''
  let copied = 0
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '"') at = endOfString(text, at) - 1
    else if (character === '{' || character === '[') {
      if (text[at + 1] === '}' || text[at + 1] === ']') at++
      else {
        depth++
        out += text.slice(copied, at + 1) + indent(depth)
        copied = at + 1
      }
    } else if (character === '}' || character === ']') {
      depth--
      out += text.slice(copied, at) + indent(depth)
      copied = at
    } else if (character === ',' || character === ':') {
      out += text.slice(copied, at + 1) + (character === ',' ? indent(depth) : ' ')
      copied = at + 1
    }
  }
  return out + text.slice(copied)
}
