import { RE2JS } from 're2js'

/** A regular expression whose answer is sure to come in time. */
export interface Pattern {
  test(text: string): boolean
  replace(text: string, substitution: string): string
}

/** How many steps a backtracking engine may take at worst; beyond, the pattern is left to one that never goes back, which is slower. */
const stepsMax = 5_000_000
/** What the engine that never goes back is given at most. */
const lengthMax = 100_000

/**
 * A pattern of `matches()`. An error where it is none. Patterns come from outside, and JavaScript's engine may take for ever over some: how long it can take
 * is estimated by the shape of the pattern and the length of the text. https://hl7.org/fhirpath/N1/#matchesregex-string-boolean
 */
export function patternOf(source: string): Pattern {
  const native = nativeOf(source, 's')
  const shape = shapeOf(source)
  let linear: RE2JS | undefined
  const linearFor = (text: string): RE2JS => {
    if (text.length > lengthMax)
      throw new Error(`\`matches\` takes at most ${lengthMax} characters, not ${text.length}`)
    linear ??= RE2JS.compile(source, RE2JS.DOTALL)
    return linear
  }
  return {
    test: (text) => (isQuick(shape, text.length) ? native.test(text) : linearFor(text).matcher(text).find()),
    replace: (text, substitution) =>
      isQuick(shape, text.length)
        ? text.replace(nativeOf(source, 'g'), substitution)
        : linearFor(text).matcher(text).replaceAll(substitution),
  }
}

/** Some of R4's patterns escape what Unicode mode doesn't let them escape (`\@`). */
function nativeOf(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, `${flags}u`)
  } catch {
    return new RegExp(source, flags)
  }
}

/** What makes a pattern slow: how many parts repeat without limit, and in how many ways the others can. */
interface Shape {
  readonly isAnchored: boolean
  readonly unbounded: number
  readonly ways: number
}

const isQuick = ({ isAnchored, unbounded, ways }: Shape, length: number) =>
  ways * (length + 1) ** (unbounded + (isAnchored ? 0 : 1)) <= stepsMax

const parts =
  /\\[pP]\{[^}]*\}|\\[\s\S]|\[(?:[^\]\\]|\\[\s\S])*\]|\((?:\?(?:[:=!]|<[=!]|<\w+>))?|\)|[*+?]|\{\d+(?:,\d*)?\}|[\s\S]/gu

/** Anything that repeats and holds what varies itself may take for ever, and so may what the reader of shapes doesn't know. */
export function shapeOf(source: string): Shape {
  let unbounded = 0
  let ways = 1
  const open: { varies: boolean }[] = [{ varies: false }]
  let closed: { varies: boolean } | undefined
  for (const [part] of source.matchAll(parts)) {
    const group = open.at(-1)
    if (group === undefined) return forEver
    const repeats = repetition(part)
    if (repeats !== undefined) {
      if (closed?.varies === true && repeats.max > 1) return forEver
      if (repeats.max === Number.POSITIVE_INFINITY) unbounded += 1
      else ways *= repeats.max - repeats.min + 1
      group.varies = group.varies || repeats.max !== repeats.min
      closed = undefined
    } else if (part.startsWith('(')) {
      open.push({ varies: false })
      closed = undefined
    } else if (part === ')') {
      closed = open.pop()
      const outer = open.at(-1)
      if (outer !== undefined && closed?.varies === true) outer.varies = true
    } else {
      closed = undefined
      if (part === '|') {
        group.varies = true
        ways *= 2
      }
      if (/^\\[1-9k]/.test(part)) return forEver
    }
  }
  return { isAnchored: source.startsWith('^') && !source.includes('|'), unbounded, ways }
}

const forEver: Shape = { isAnchored: false, unbounded: Number.POSITIVE_INFINITY, ways: 1 }

function repetition(part: string): { readonly min: number; readonly max: number } | undefined {
  if (part === '*') return { min: 0, max: Number.POSITIVE_INFINITY }
  if (part === '+') return { min: 1, max: Number.POSITIVE_INFINITY }
  if (part === '?') return { min: 0, max: 1 }
  const counts = /^\{(\d+)(,?)(\d*)\}$/.exec(part)
  if (counts === null) return undefined
  const [, min = '', comma, max = ''] = counts
  if (comma === '') return { min: Number(min), max: Number(min) }
  return { min: Number(min), max: max === '' ? Number.POSITIVE_INFINITY : Number(max) }
}
