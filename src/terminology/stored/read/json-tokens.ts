import type { TextFile } from './bytes.js'
import { fileError } from './code-system-file.js'

/** A piece of JSON: a whole string with its quotation marks, one of `{}[],:`, or what lies between (numbers, words, white space), perhaps in parts. */
export interface JsonToken {
  readonly kind: 'string' | 'mark' | 'other'
  readonly text: string
  /** The line that it begins on, counted from 1. */
  readonly line: number
}

/** A longer string is no description of a concept. */
const STRING_LENGTH_MAX = 16_000_000

const marks = '{}[],:'

/** Cuts a text into the tokens of JSON, those of one piece at a time, without judging their order. Throws an Error with the line for a string that doesn't end. */
export async function* jsonTokens(file: TextFile): AsyncGenerator<readonly JsonToken[]> {
  let line = 1
  let text = ''
  for await (const piece of file.pieces()) {
    text += piece
    let at = 0
    const tokens: JsonToken[] = []
    while (at < text.length) {
      const end = tokenEnd(text, at)
      if (end === undefined) break
      const token = text.slice(at, end)
      const first = token.charAt(0)
      tokens.push({ kind: first === '"' ? 'string' : marks.includes(first) ? 'mark' : 'other', text: token, line })
      line += countLines(token)
      at = end
    }
    yield tokens
    // A string that goes on in the next piece.
    text = text.slice(at)
    if (text.length > STRING_LENGTH_MAX) throw fileError(file.path, line, 'a string is too long.')
  }
  if (text !== '') throw fileError(file.path, line, 'a string doesn’t end.')
}

/** Where the token that begins here ends; undefined for a string that doesn't end yet. */
function tokenEnd(text: string, at: number): number | undefined {
  const first = text.charAt(at)
  if (marks.includes(first)) return at + 1
  if (first === '"') return stringEnd(text, at)
  const next = /["{}[\],:]/g
  next.lastIndex = at
  return next.exec(text)?.index ?? text.length
}

function stringEnd(text: string, start: number): number | undefined {
  const stop = /["\\]/g
  stop.lastIndex = start + 1
  for (let found = stop.exec(text); found !== null; found = stop.exec(text)) {
    if (found[0] === '"') return found.index + 1
    // Whatever follows a backslash ends no string.
    stop.lastIndex = found.index + 2
  }
  return undefined
}

function countLines(text: string): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1
  return lines
}
