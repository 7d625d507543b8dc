import type { Member } from './json-text.js'

/*
 * A walk over JSON text that is known to be well-formed and without white space outside strings: what `parseJson` gives, and what is stored.
 */

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const BRACE = 0x7b
const BRACE_END = 0x7d
const BRACKET = 0x5b
const BRACKET_END = 0x5d

/** The place just after the string whose opening quote is at `start`. */
export function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end === -1 ? text.length : end + 1
}

/** True where an odd number of backslashes stands before the quote. */
function isEscaped(text: string, quote: number): boolean {
  let first = quote
  while (text.charCodeAt(first - 1) === BACKSLASH) first--
  return (quote - first) % 2 === 1
}

/** The place just after the value that begins at `start`. */
export function endOfValue(text: string, start: number): number {
  const first = text.charCodeAt(start)
  if (first === QUOTE) return endOfString(text, start)
  let depth = 0
  let i = start
  while (i < text.length) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) {
      i = endOfString(text, i)
      continue
    }
    if (code === BRACE || code === BRACKET) depth++
    else if (code === BRACE_END || code === BRACKET_END) {
      if (depth === 0) return i
      depth--
      if (depth === 0) return i + 1
    } else if (depth === 0 && code === COMMA) return i
    i++
  }
  return i
}

/** The decoded string whose literal stands between the two places, quotes included. */
export function decodeString(text: string, start: number, end: number): string {
  const inner = text.slice(start + 1, end - 1)
  return inner.includes('\\') ? String(JSON.parse(text.slice(start, end))) : inner
}

/** The members of the object that begins at `start`, in their order; none where no object begins there. */
export function membersOf(text: string, start = 0): readonly Member[] {
  const members: Member[] = []
  if (text.charCodeAt(start) !== BRACE) return members
  let i = start + 1
  while (text.charCodeAt(i) === QUOTE) {
    const keyEnd = endOfString(text, i)
    const end = endOfValue(text, keyEnd + 1)
    members.push({ name: decodeString(text, i, keyEnd), start: i, valueStart: keyEnd + 1, end })
    i = end + 1
  }
  return members
}

/** Where each item of the array that begins at `start` begins and ends; none where no array begins there. */
export function itemsOf(text: string, start: number): readonly { readonly start: number; readonly end: number }[] {
  const items: { start: number; end: number }[] = []
  if (text.charCodeAt(start) !== BRACKET || text.charCodeAt(start + 1) === BRACKET_END) return items
  let i = start
  do {
    const end = endOfValue(text, i + 1)
    items.push({ start: i + 1, end })
    i = end
  } while (text.charCodeAt(i) === COMMA)
  return items
}

/** The members with the given names left out, as text with a leading comma: `,"active":true`; empty where none remain. */
export function textWithout(text: string, members: readonly Member[], names: readonly string[]): string {
  let kept = ''
  let runStart = -1
  let runEnd = -1
  for (const member of members) {
    if (!names.includes(member.name)) {
      if (runStart === -1) runStart = member.start
      runEnd = member.end
    } else if (runStart !== -1) {
      kept += `,${text.slice(runStart, runEnd)}`
      runStart = -1
    }
  }
  return runStart === -1 ? kept : `${kept},${text.slice(runStart, runEnd)}`
}
