import { createOpenKeys, KEYS_MAX } from './json-keys.js'
import { decodeString } from './json-members.js'
import { structureProblem, valueProblem } from './json-problem.js'
import type { Member } from './json-text.js'

/** How deep and how long JSON may be; the body's size is limited before. */
export interface JsonLimits {
  /** Objects and arrays within one another. */
  readonly depth: number
  /** Characters of one number. */
  readonly numberLength: number
}

export interface JsonScan {
  /** The text without white space outside strings. */
  readonly text: string
  /** The members of the top-level object, as places in `text`. */
  readonly members: readonly Member[]
  /** True where some number has more digits than a double can tell. */
  readonly rounded: boolean
}

const SPACE = 0x20
const QUOTE = 0x22
const COMMA = 0x2c
const MINUS = 0x2d
const ZERO = 0x30
const NINE = 0x39
const BRACKET = 0x5b
const BACKSLASH = 0x5c
const BRACKET_END = 0x5d
const BRACE = 0x7b
const BRACE_END = 0x7d

/** Digits that every double keeps: 15. */
const EXACT_DIGITS = 15

/**
 * Reads JSON text once: drops white space outside strings, notes where the top-level members stand, and refuses what `JSON.parse` lets pass:
 * duplicate and `__proto__` keys, nesting and numbers beyond the limits, lone surrogates, escaped control characters. It does not judge the
 * grammar, that is left to `JSON.parse`: on malformed text it ends early or answers anything, but it ends.
 */
export function scanJson(text: string, limits: JsonLimits): JsonScan {
  const keys = createOpenKeys(text)
  const inObject: boolean[] = []
  const members: Member[] = []
  const out = createSlices(text)
  let dropped = 0
  let keyNext = false
  let rounded = false
  let member: { name: string; start: number; valueStart: number } | undefined
  let i = 0

  const endMember = () => {
    if (member !== undefined) members.push({ ...member, end: i - dropped })
    member = undefined
  }
  const key = (end: number) => {
    checkKey(text, i, end)
    const noted = keys.add(i, end)
    if (noted === 'duplicate') throw duplicateKey(text, i, end)
    if (noted === 'too many') throw tooManyKeys(text, i)
    if (inObject.length === 1) {
      const start = i - dropped
      member = { name: decodeString(text, i, end), start, valueStart: start + (end - i) + 1 }
    }
  }

  while (i < text.length) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) {
      const end = endOfCheckedString(text, i)
      if (keyNext) key(end)
      keyNext = false
      i = end
    } else if (code <= SPACE) {
      const end = endOfSpace(text, i)
      out.leaveOut(i, end)
      dropped += end - i
      i = end
    } else if (code === MINUS || (code >= ZERO && code <= NINE)) {
      const end = endOfNumber(text, i)
      if (checkNumber(text, i, end, limits)) rounded = true
      i = end
    } else {
      if (code === COMMA) {
        keyNext = inObject[inObject.length - 1] === true
        if (inObject.length === 1) endMember()
      } else if (code === BRACE || code === BRACKET) {
        if (inObject.length >= limits.depth) throw tooDeep(text, i, limits)
        keyNext = code === BRACE
        inObject.push(keyNext)
        if (keyNext) keys.open()
      } else if (code === BRACE_END || code === BRACKET_END) {
        if (inObject.length === 1) endMember()
        if (inObject.pop() === true) keys.close()
      }
      i++
    }
  }
  return { text: out.result(), members, rounded }
}

/** Pieces that are joined at a time: joined one by one, a million of them would be a rope that costs far more memory than the text. */
const PIECES = 4096

/** Copies a text but for some spans, given in order. */
function createSlices(text: string) {
  const pieces: string[] = []
  let joined = ''
  let copied = 0
  return {
    leaveOut(start: number, end: number) {
      pieces.push(text.slice(copied, start))
      copied = end
      if (pieces.length < PIECES) return
      joined += pieces.join('')
      pieces.length = 0
    },
    result: () => (copied === 0 ? text : joined + pieces.join('') + text.slice(copied)),
  }
}

function endOfSpace(text: string, start: number): number {
  let end = start + 1
  while (text.charCodeAt(end) <= SPACE) end++
  return end
}

/** The place just after a string, whose characters and escapes are checked on the way. */
function endOfCheckedString(text: string, start: number): number {
  let i = start + 1
  while (i < text.length) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) return i + 1
    if (code === BACKSLASH) i = endOfEscape(text, i)
    else if (code >= 0xd800 && code <= 0xdfff) i = endOfPair(text, i)
    else i++
  }
  return i
}

function endOfPair(text: string, at: number): number {
  if (isHigh(text.charCodeAt(at)) && isLow(text.charCodeAt(at + 1))) return at + 2
  throw loneSurrogate(text, at)
}

function endOfEscape(text: string, at: number): number {
  const kind = text[at + 1]
  if (kind === 'b' || kind === 'f') throw controlCharacter(text, at, `\\${kind}`)
  if (kind !== 'u') return at + 2
  const code = hexAt(text, at + 2)
  if (code < SPACE && code !== 0x09 && code !== 0x0a && code !== 0x0d) {
    throw controlCharacter(text, at, text.slice(at, at + 6))
  }
  if (isLow(code)) throw loneSurrogate(text, at)
  if (!isHigh(code)) return Number.isNaN(code) ? at + 2 : at + 6
  const second = text.startsWith('\\u', at + 6) ? hexAt(text, at + 8) : 0
  if (!isLow(second)) throw loneSurrogate(text, at)
  return at + 12
}

/** The value of four hexadecimal digits; NaN where others stand, which `JSON.parse` refuses. */
function hexAt(text: string, at: number): number {
  const digits = text.slice(at, at + 4)
  return /^[0-9a-fA-F]{4}$/.test(digits) ? Number.parseInt(digits, 16) : Number.NaN
}

const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdbff
const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff

function endOfNumber(text: string, start: number): number {
  let end = start + 1
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end)
    if (code === COMMA || code === BRACE_END || code === BRACKET_END || code <= SPACE) break
  }
  return end
}

/** True where a double cannot tell all digits of the number. */
function checkNumber(text: string, start: number, end: number, limits: JsonLimits): boolean {
  const length = end - start
  if (length > limits.numberLength) {
    const sentence = `A number has ${length} characters; at most ${limits.numberLength} are allowed.`
    throw valueProblem(text, start, sentence)
  }
  // A literal this short, sign and point included, has at most 15 digits; only an exponent could take it out of a double's range.
  if (length <= EXACT_DIGITS && !hasExponent(text, start, end)) return false
  const literal = text.slice(start, end)
  if (Number.isFinite(Number(literal))) return isRounded(literal)
  if (Number.isNaN(Number(literal))) return false
  throw valueProblem(text, start, `The number \`${literal}\` is too large; its exponent can be at most 308.`)
}

function hasExponent(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if ((text.charCodeAt(i) | 0x20) === 0x65) return true
  return false
}

/** True where the double nearest to the number, written out, is not that number: `0.1` is exact in this sense, 20 digits mostly aren't. */
export function isRounded(literal: string): boolean {
  return significantDigits(literal) !== significantDigits(String(Number(literal)))
}

function significantDigits(literal: string): string {
  return literal
    .replace(/[eE].*$/, '')
    .replace(/[-.]/g, '')
    .replace(/^0+/, '')
    .replace(/0+$/, '')
}

function checkKey(text: string, start: number, end: number): void {
  // Anything as long as `__proto__` or longer, since escapes may hide it.
  if (end - start < 11) return
  if (decodeString(text, start, end) === '__proto__') {
    throw structureProblem(text, start, 'The property name `__proto__` is not allowed; no FHIR element is called so.')
  }
}

function duplicateKey(text: string, start: number, end: number) {
  const name = decodeString(text, start, end)
  return structureProblem(text, start, `The property \`${name}\` occurs twice in one object; keep one of them.`)
}

function tooManyKeys(text: string, at: number) {
  return structureProblem(text, at, `An object may have ${KEYS_MAX} properties, this one has more.`)
}

function tooDeep(text: string, at: number, limits: JsonLimits) {
  return structureProblem(text, at, `Objects and arrays may be nested ${limits.depth} deep, this one is deeper.`)
}

function loneSurrogate(text: string, at: number) {
  return valueProblem(text, at, 'A string has half of a surrogate pair; a character beyond U+FFFF needs both halves.')
}

function controlCharacter(text: string, at: number, sequence: string) {
  const sentence = `A string has the control character \`${sequence}\`; of U+0000 to U+001F only tab, CR and LF are allowed.`
  return valueProblem(text, at, sentence)
}
