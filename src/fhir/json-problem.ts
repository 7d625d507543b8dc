import { endOfString } from './json-members.js'
import { badRequest, badStructure, type FhirError } from './outcome.js'

/*
 * What is wrong with JSON text, for people. The hot scanner only notices that something is wrong, and where; this slow and strict walk
 * runs once, on the way to a 400, and says it in a sentence with line, column and element.
 */

const LITERAL = /[^\s,:{}[\]"]*/y
const NUMBER = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$/
/** What is not U+0020 or beyond. */
const CONTROL = /[^ -\uffff]/
const LEADING_ZERO = /^-?0[0-9]/

interface Walk {
  readonly text: string
  /** Where to stop; the path at that place is what was asked for. */
  readonly stop: number
  position: number
  readonly path: (string | number)[]
  resourceType: string | undefined
}

/** Thrown inside this file only, to leave the walk. */
interface Found {
  readonly position: number
  readonly sentence: string
}

/** A 400 with code `structure`: the sentence, then the line, the column and, where it can be told, the element. */
export function structureProblem(text: string, position: number, sentence: string): FhirError {
  const { at, expression } = describe(text, position)
  return badStructure(`${sentence} ${at}`, ...expression)
}

/** A 400 with code `invalid`: the sentence, then the line, the column and, where it can be told, the element. */
export function valueProblem(text: string, position: number, sentence: string): FhirError {
  const { at, expression } = describe(text, position)
  return badRequest(`${sentence} ${at}`, ...expression)
}

/** The 400 for text that `JSON.parse` refuses: finds the first place that is not JSON, and says what was expected there. */
export function syntaxProblem(text: string): FhirError {
  const walk = newWalk(text, Number.POSITIVE_INFINITY)
  const found = firstProblem(walk)
  const position = found?.position ?? text.length
  const sentence = found?.sentence ?? 'The body is not JSON.'
  return badStructure(`${sentence} ${lineAndColumn(text, position)}`, ...expressionOf(walk))
}

/** Where a place is, in the words that end a message: `It is in line 3, column 12.` Lines and columns count from 1. */
export function lineAndColumn(text: string, position: number): string {
  let line = 1
  let lineStart = 0
  for (let i = text.indexOf('\n'); i !== -1 && i < position; i = text.indexOf('\n', i + 1)) {
    line++
    lineStart = i + 1
  }
  return `It is in line ${line}, column ${position - lineStart + 1}.`
}

function describe(text: string, position: number): { at: string; expression: string[] } {
  const walk = newWalk(text, position)
  firstProblem(walk)
  return { at: lineAndColumn(text, position), expression: expressionOf(walk) }
}

const newWalk = (text: string, stop: number): Walk => ({ text, stop, position: 0, path: [], resourceType: undefined })

function expressionOf({ path, resourceType }: Walk): string[] {
  if (resourceType === undefined && path.length === 0) return []
  let expression = resourceType ?? ''
  for (const step of path) {
    if (typeof step === 'number') expression += `[${step}]`
    else expression += expression === '' ? step : `.${step}`
  }
  return [expression]
}

/** Walks until the stop or the first problem; the walk's path then tells where that was. */
function firstProblem(walk: Walk): Found | undefined {
  try {
    skipSpace(walk)
    if (walk.position >= walk.text.length) throw found(walk, 'The body is empty, a JSON object was expected.')
    value(walk)
    skipSpace(walk)
    if (walk.position < walk.text.length) throw found(walk, 'Something follows the end of the JSON object; remove it.')
    return undefined
  } catch (thrown) {
    if (thrown instanceof Error) throw thrown
    return thrown as Found
  }
}

const found = (walk: Walk, sentence: string): Found => ({ position: walk.position, sentence })

function value(walk: Walk): void {
  if (walk.position >= walk.stop) throw found(walk, '')
  const first = walk.text[walk.position]
  if (first === '{') object(walk)
  else if (first === '[') array(walk)
  else if (first === '"') string(walk)
  else literal(walk)
  if (walk.position > walk.stop) throw found(walk, '')
}

function object(walk: Walk): void {
  walk.position++
  skipSpace(walk)
  if (take(walk, '}')) return
  do {
    skipSpace(walk)
    if (walk.text[walk.position] !== '"') throw unexpected(walk, 'a property name in double quotes')
    const name = string(walk)
    walk.path.push(name)
    if (walk.position > walk.stop) throw found(walk, '')
    skipSpace(walk)
    if (!take(walk, ':')) throw unexpected(walk, `a colon after the property name \`${name}\``)
    skipSpace(walk)
    const valueStart = walk.position
    value(walk)
    if (walk.path.length === 1 && name === 'resourceType') {
      walk.resourceType = /^"([A-Za-z]{1,64})"$/.exec(walk.text.slice(valueStart, walk.position))?.[1]
    }
    walk.path.pop()
    skipSpace(walk)
  } while (take(walk, ','))
  if (!take(walk, '}')) throw unexpected(walk, 'a comma or the closing brace `}`')
}

function array(walk: Walk): void {
  walk.position++
  skipSpace(walk)
  if (take(walk, ']')) return
  let index = 0
  do {
    skipSpace(walk)
    walk.path.push(index)
    value(walk)
    walk.path.pop()
    index++
    skipSpace(walk)
  } while (take(walk, ','))
  if (!take(walk, ']')) throw unexpected(walk, 'a comma or the closing bracket `]`')
}

function string(walk: Walk): string {
  const end = endOfString(walk.text, walk.position)
  const quoted = walk.text.slice(walk.position, end)
  const closed = quoted.length > 1 && quoted.endsWith('"') && endOfString(`${quoted} `, 0) === quoted.length
  if (!closed) throw found(walk, 'A string is not closed: its ending double quote is missing.')
  const control = quoted.search(CONTROL)
  if (control !== -1) {
    walk.position += control
    throw found(walk, 'A string has a raw control character; tab, CR and LF are written `\\t`, `\\r`, `\\n`.')
  }
  for (const sequence of quoted.matchAll(/\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})?/g)) {
    if (sequence[0].length > 1) continue
    walk.position += sequence.index
    throw found(walk, 'A string has an escape that JSON does not know; a backslash itself is written `\\\\`.')
  }
  walk.position = end
  return String(JSON.parse(quoted))
}

function literal(walk: Walk): void {
  LITERAL.lastIndex = walk.position
  const word = LITERAL.exec(walk.text)?.[0] ?? ''
  if (word === '') throw unexpected(walk, 'a value')
  if (word !== 'true' && word !== 'false' && word !== 'null' && !NUMBER.test(word)) {
    const shown = word.length > 40 ? `${word.slice(0, 40)}…` : word
    if (LEADING_ZERO.test(word)) throw found(walk, `A number may not begin with a needless zero, as \`${shown}\` does.`)
    throw found(walk, `\`${shown}\` is not a JSON value; strings need double quotes.`)
  }
  walk.position += word.length
}

function unexpected(walk: Walk, expected: string): Found {
  const seen = walk.text[walk.position]
  if (seen === undefined) return found(walk, `The JSON ends too early: ${expected} was expected.`)
  return found(walk, `Unexpected ${seen === '`' ? 'backtick' : `\`${seen}\``}: ${expected} was expected.`)
}

function take(walk: Walk, character: string): boolean {
  if (walk.text[walk.position] !== character) return false
  walk.position++
  return true
}

function skipSpace(walk: Walk): void {
  while (/[ \t\r\n]/.test(walk.text[walk.position] ?? '')) walk.position++
}
