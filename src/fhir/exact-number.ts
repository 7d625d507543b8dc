import { parse } from 'lossless-json'
import { isRounded } from './json-scan.js'

/** A number whose double would lose digits: `String(number)` is its literal, `Number(number)` the nearest double. */
export interface ExactNumber {
  toString(): string
  valueOf(): number
}

/**
 * Parses JSON text once more, with numbers as doubles where a double tells all their digits, and as `ExactNumber`s where it doesn't. For search,
 * which indexes `String(value)` of decimals: `0.1` and `12345678901234567890.1` then both arrive exactly.
 */
export function parseWithExactNumbers(text: string): unknown {
  return parse(text, null, (literal): number | ExactNumber =>
    isRounded(literal) ? exactNumber(literal) : Number(literal),
  )
}

/** True for an `ExactNumber`: parsed JSON never holds a function, so nothing from outside can look like one. */
export const isExactNumber = (value: unknown): value is ExactNumber =>
  typeof value === 'object' &&
  value !== null &&
  typeof value.valueOf === 'function' &&
  typeof value.valueOf() === 'number'

function exactNumber(literal: string): ExactNumber {
  return { toString: () => literal, valueOf: () => Number(literal) }
}
