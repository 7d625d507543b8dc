import { compareDecimals, parseDecimal } from '../../fhir/decimal.js'
import { isExactNumber } from '../../fhir/exact-number.js'
import { shown } from '../../fhir/suggest.js'
import { isRecord } from '../shapes.js'

const isNumber = (value: unknown): boolean => typeof value === 'number' || isExactNumber(value)

/** Negative, zero or positive, by all digits; undefined where one of them is no number, or beyond every limit. */
export function compareNumbers(a: unknown, b: unknown): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (!isNumber(a) || !isNumber(b)) return undefined
  const [left, right] = [parseDecimal(String(a)), parseDecimal(String(b))]
  return left === undefined || right === undefined ? undefined : compareDecimals(left, right)
}

/** Equality of primitive values; numbers by all digits. */
export const isSamePrimitive = (a: unknown, b: unknown): boolean => a === b || compareNumbers(a, b) === 0

/** Narrows to an object with members: no array, and no number that carries its digits. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isRecord(value) && !isExactNumber(value)

/** A value as JSON, cut short, for a sentence. */
export function asJson(value: unknown): string {
  if (isExactNumber(value)) return shown(String(value))
  return shown(JSON.stringify(value, (_, each) => (isExactNumber(each) ? Number(each) : each)) ?? '')
}
