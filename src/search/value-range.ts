import { formatInstant } from '../fhir/date-time.js'
import { compareDecimals, parseDecimal } from '../fhir/decimal.js'
import type { Column } from './index-row.js'
import { dateWidthMaxMs } from './parameters/ordered.js'

/** A closed range of a column's values, as texts that PostgreSQL casts; an end that is absent is open. */
export interface ValueRange {
  readonly from?: string
  readonly to?: string
}

export type RangeType = Extract<Column['sqlType'], 'timestamptz' | 'numeric'>

/** True for the columns that hold one end of a value. */
export const isRangeType = (sqlType: Column['sqlType'] | undefined): sqlType is RangeType =>
  sqlType === 'timestamptz' || sqlType === 'numeric'

const infinite = (text: string): number | undefined =>
  /^-?infinity$/i.test(text) ? (text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY) : undefined

/** Less than 0 where `a` comes before `b`: exact for instants and for numbers of any length. */
export function compareValues(type: RangeType, a: string, b: string): number {
  if (a === b) return 0
  const [left, right] = [infinite(a), infinite(b)]
  if (type === 'timestamptz') return (left ?? Date.parse(a)) < (right ?? Date.parse(b)) ? -1 : 1
  if (left !== undefined || right !== undefined) return (left ?? 0) < (right ?? 0) ? -1 : 1
  const [first, second] = [parseDecimal(a), parseDecimal(b)]
  if (first === undefined || second === undefined) throw new RangeError(`\`${a}\` or \`${b}\` is no number.`)
  return compareDecimals(first, second)
}

/** The value moved by as much as the two ends of a value that isn't wide lie apart at the most: for numbers not at all. */
export function shifted(type: RangeType, value: string, direction: 1 | -1): string {
  if (type === 'numeric' || infinite(value) !== undefined) return value
  return formatInstant(Date.parse(value) + direction * dateWidthMaxMs)
}

type Choose = (type: RangeType, a: string, b: string) => string

const least: Choose = (type, a, b) => (compareValues(type, a, b) <= 0 ? a : b)
const greatest: Choose = (type, a, b) => (compareValues(type, a, b) >= 0 ? a : b)

const rangeOfEnds = (from: string | undefined, to: string | undefined): ValueRange => ({
  ...(from === undefined || infinite(from) === Number.NEGATIVE_INFINITY ? {} : { from }),
  ...(to === undefined || infinite(to) === Number.POSITIVE_INFINITY ? {} : { to }),
})

/** From a bound on either side; what says nothing (up to infinity) is left out. */
export const rangeFrom = (value: string): ValueRange => rangeOfEnds(value, undefined)
export const rangeTo = (value: string): ValueRange => rangeOfEnds(undefined, value)

/** What is in both; where nothing is, the range is empty: it ends before it begins. */
export function intersection(type: RangeType, a: ValueRange, b: ValueRange): ValueRange {
  const choose = (pick: Choose, one: string | undefined, other: string | undefined) =>
    one === undefined || other === undefined ? (one ?? other) : pick(type, one, other)
  return rangeOfEnds(choose(greatest, a.from, b.from), choose(least, a.to, b.to))
}

/** The smallest range that holds both. */
export function hull(type: RangeType, a: ValueRange, b: ValueRange): ValueRange {
  const choose = (pick: Choose, one: string | undefined, other: string | undefined) =>
    one === undefined || other === undefined ? undefined : pick(type, one, other)
  return rangeOfEnds(choose(least, a.from, b.from), choose(greatest, a.to, b.to))
}

export const isOpen = ({ from, to }: ValueRange): boolean => from === undefined && to === undefined
export const isBounded = ({ from, to }: ValueRange): boolean => from !== undefined && to !== undefined
export const isSame = (a: ValueRange, b: ValueRange): boolean => a.from === b.from && a.to === b.to
