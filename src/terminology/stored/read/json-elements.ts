import type { TextFile } from './bytes.js'
import { fileError } from './code-system-file.js'
import { type JsonToken, jsonTokens } from './json-tokens.js'

/** A part of a JSON object that is taken apart: an element of its array, or at the end everything else. */
export interface JsonPart {
  readonly kind: 'element' | 'rest'
  readonly text: string
  /** The line that it begins on. */
  readonly line: number
}

/** Characters of one element with all that is nested in it, and of what isn't in the array: a string can't be much longer. */
const PART_LENGTH_MAX = 200_000_000

/** How far the object is read. */
interface Scan {
  depth: number
  /** The string at depth 1 that came last, then the name before a colon. */
  name: string
  isValue: boolean
  where: 'rest' | 'array' | 'element'
  rest: string
  element: string
  /** Where the element begins. */
  line: number
}

/**
 * Takes a JSON object apart without having all of it in memory: each object in the array of this name, then the rest with an empty array in its place.
 * Throws an Error with the line where the text is no object, ends too early, or has something else in the array; what is wrong inside of a part is for
 * its parser to find.
 */
export async function* jsonParts(file: TextFile, arrayName: string): AsyncGenerator<JsonPart> {
  const name = JSON.stringify(arrayName)
  const scan: Scan = { depth: 0, name: '', isValue: false, where: 'rest', rest: '', element: '', line: 1 }
  for await (const tokens of jsonTokens(file)) {
    for (const token of tokens) {
      const element = take(scan, token, name)
      if (element !== undefined) yield { kind: 'element', text: element, line: scan.line }
      if (scan.where === 'array' && element === undefined && !isBetween(token)) {
        throw fileError(file.path, token.line, `\`${arrayName}\` holds something that is no object.`)
      }
    }
    if (Math.max(scan.rest.length, scan.element.length) > PART_LENGTH_MAX) {
      throw fileError(file.path, scan.line, 'a concept with everything nested in it is too long.')
    }
  }
  if (scan.depth !== 0 || !scan.rest.trimStart().startsWith('{')) {
    throw fileError(file.path, undefined, 'this is no JSON object, or it ends too early.')
  }
  yield { kind: 'rest', text: scan.rest, line: 1 }
}

/** Takes in a token; answers the element that it ends. */
function take(scan: Scan, token: JsonToken, name: string): string | undefined {
  const { where } = scan
  const { text } = token
  move(scan, token, name)
  if (token.kind === 'string' && scan.depth === 1) scan.name = text
  if (where === 'rest') scan.rest += scan.where === 'array' ? '[]' : text
  if (where === 'array' && scan.where === 'element') scan.line = token.line
  if (scan.where === 'element') scan.element += text
  if (where !== 'element' || scan.where !== 'array') return undefined
  const ended = scan.element + text
  scan.element = ''
  return ended
}

/** What may stand beside the objects of the array; its own bracket comes by here too. */
const isBetween = ({ kind, text }: JsonToken): boolean =>
  text === ',' || text === '[' || (kind === 'other' && text.trim() === '')

/** Follows a token through the object. */
function move(scan: Scan, { kind, text }: JsonToken, name: string): void {
  if (kind !== 'mark') {
    scan.isValue = scan.isValue && text.trim() === ''
    return
  }
  const opens = text === '{' || text === '['
  if (text === '[' && scan.depth === 1 && scan.isValue && scan.name === name) scan.where = 'array'
  else if (text === '{' && scan.where === 'array') scan.where = 'element'
  else if (scan.depth === 3 && scan.where === 'element' && !opens && (text === '}' || text === ']'))
    scan.where = 'array'
  else if (text === ']' && scan.where === 'array') scan.where = 'rest'
  if (opens) scan.depth += 1
  else if (text === '}' || text === ']') scan.depth -= 1
  scan.isValue = text === ':'
}
