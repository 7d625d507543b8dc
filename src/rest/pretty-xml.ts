const INDENTED_DEPTH_MAX = 16
const INDENTED_LENGTH_MAX = 10_000_000

const indent = (depth: number): string => `\n${'  '.repeat(Math.min(depth, INDENTED_DEPTH_MAX))}`

/** A tag or declaration (attribute values may hold `>`), a whole narrative, or text between tags. */
const token = /<div(?=[\s>/])(?:[^"'>]|"[^"]*"|'[^']*')*>|<(?:[^"'>]|"[^"]*"|'[^']*')*>|[^<]+/g

/** The place after the narrative `<div>` whose first tag ends at `start`. */
function endOfNarrative(text: string, start: number): number {
  const tags = /<(\/?)div(?=[\s>/])(?:[^"'>]|"[^"]*"|'[^']*')*?(\/?)>/g
  tags.lastIndex = start
  let depth = 1
  for (let tag = tags.exec(text); tag !== null; tag = tags.exec(text)) {
    if (tag[1] === '/') depth--
    else if (tag[2] !== '/') depth++
    if (depth === 0) return tags.lastIndex
  }
  return text.length
}

/**
 * Indents FHIR XML that was written without white space between elements. White space within narratives means something: they stay as they are.
 */
export function prettyXml(text: string): string {
  if (text.length > INDENTED_LENGTH_MAX) return text
  const lines: string[] = []
  let depth = 0
  const tokens = new RegExp(token)
  for (let match = tokens.exec(text); match !== null; match = tokens.exec(text)) {
    const piece = match[0]
    if (/^<div[\s>/]/.test(piece) && !piece.endsWith('/>')) {
      const end = endOfNarrative(text, tokens.lastIndex)
      lines.push(indent(depth) + text.slice(match.index, end))
      tokens.lastIndex = end
    } else if (piece.startsWith('</')) {
      depth--
      lines.push(indent(depth) + piece)
    } else if (piece.startsWith('<')) {
      lines.push(indent(depth) + piece)
      if (!piece.endsWith('/>') && !/^<[?!]/.test(piece)) depth++
    } else if (piece.trim() !== '') lines.push(piece)
  }
  return lines.join('').trimStart()
}
