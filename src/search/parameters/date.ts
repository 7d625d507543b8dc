import { formatInstant, type Interval, parseInterval } from '../../fhir/date-time.js'
import { type Prefix, splitPrefix } from '../../fhir/search-value.js'
import type { TypedValue } from '../../fhirpath/expression.js'
import { wideText } from '../token-text.js'
import { asText, isObject, listOf, memberOf, textOf } from './content.js'
import { anyOf, checkAlternatives, matchMissing, unreadable } from './matching.js'
import { type Comparison, dateWidthMaxMs, onColumns, onValues, pairOf } from './ordered.js'
import type { Clause, IndexRowBuilder, ParameterContext, ParameterType } from './parameter-type.js'

/**
 * Date parameters: every value, and every search value, is an interval; a Timing counts by its outer limits. https://hl7.org/fhir/R4/search.html#date
 */
export const date: ParameterType = {
  modifiers: ['missing'],
  index: (definition, values, row, context) => {
    const intervals = values.flatMap((value) => intervalOf(value, context.timeZone) ?? [])
    const first = intervals[0]
    if (first === undefined) return
    const columns = context.columns(row.resourceType, definition.code)
    if (pairOf(columns, 'date') === undefined) indexValues(definition.code, intervals, row)
    else if (first.high - first.low > dateWidthMaxMs) row.token(wideText(definition.code))
    const whole = pairOf(columns, 'sort-date') === undefined ? first : outerLimits(intervals)
    for (const { name } of columns)
      row.column(name, formatInstant(name.endsWith('_low') || name.endsWith('_min') ? whole.low : whole.high))
  },
  match: (clause, context) => {
    if (clause.modifier === 'missing') return matchMissing(clause, context)
    checkAlternatives(clause)
    const { definition, resourceType } = clause
    const pair = pairOf(context.columns(resourceType, definition.code), 'date')
    return anyOf(
      clause.values.map((value) => {
        const comparison = readDate(clause, value, context)
        return pair === undefined
          ? onValues(comparison, definition.code, String)
          : onColumns(comparison, pair, formatInstant, context.hash(wideText(definition.code)))
      }),
    )
  },
}

function indexValues(parameter: string, intervals: readonly Interval[], row: IndexRowBuilder): void {
  const seen = new Set<string>()
  for (const { low, high } of intervals) {
    if (seen.has(`${low} ${high}`)) continue
    seen.add(`${low} ${high}`)
    row.value({ parameter, key: null, low: String(low), high: String(high), unit: null, text: null })
  }
}

/** A search value for a date: prefix and interval. Throws 400 where it is none. */
export function readInterval(
  clause: Clause,
  value: string,
  context: ParameterContext,
): { prefix: Prefix; interval: Interval } {
  const { prefix, rest } = splitPrefix(value)
  // A `+` that nobody percent-encoded arrives as a space.
  const interval = parseInterval(rest.replace(/ (?=\d\d:\d\d$)/, '+'), context.timeZone)
  if (interval === undefined)
    throw unreadable(
      clause,
      value,
      'a date such as `2026-11`, `2026-11-24` or `2026-11-24T09:30:00Z`, after a prefix such as `ge`',
    )
  return { prefix, interval }
}

function readDate(clause: Clause, value: string, context: ParameterContext): Comparison<number> {
  const { prefix, interval } = readInterval(clause, value, context)
  return compareIntervals(prefix, interval)
}

/**
 * The specification's table of prefixes, over half-open intervals. `ap` widens the search value by its own length to both sides (the specification leaves
 * the measure open; a tenth of the distance from now would change from one page to the next). https://hl7.org/fhir/R4/search.html#prefix
 */
export function compareIntervals(prefix: Prefix, { low, high }: Interval): Comparison<number> {
  const above = { end: 'high', operator: '>', value: high } as const
  const below = { end: 'low', operator: '<', value: low } as const
  const beginsWithin = [
    { end: 'low', operator: '>=', value: low },
    { end: 'low', operator: '<', value: Number.POSITIVE_INFINITY },
  ] as const
  const endsWithin = [
    { end: 'high', operator: '<=', value: high },
    { end: 'high', operator: '>', value: Number.NEGATIVE_INFINITY },
  ] as const
  switch (prefix) {
    case 'eq':
      return [[beginsWithin[0], { end: 'low', operator: '<', value: high }, endsWithin[0]]]
    case 'ne':
      return [[below], [above]]
    case 'gt':
      return [[above]]
    case 'lt':
      return [[below]]
    case 'ge':
      // Above, or contained: what begins within and doesn't end above is contained.
      return [[above], beginsWithin]
    case 'le':
      return [[below], endsWithin]
    case 'sa':
      return [[{ end: 'low', operator: '>=', value: high }, beginsWithin[1]]]
    case 'eb':
      return [[{ end: 'high', operator: '<=', value: low }, endsWithin[1]]]
    case 'ap':
      return overlap(widened({ low, high }))
  }
}

const overlap = ({ low, high }: Interval): Comparison<number> => [
  [
    { end: 'low', operator: '<', value: high },
    { end: 'high', operator: '>', value: low },
  ],
]

/** What `ap` means: the interval, and its own length to both sides. */
export function widened({ low, high }: Interval): Interval {
  const length = Number.isFinite(high - low) ? high - low : 0
  return { low: low - length, high: high + length }
}

function intervalOf({ value }: TypedValue, timeZone: string): Interval | undefined {
  const text = asText(value)
  if (text !== undefined) return parseInterval(text, timeZone)
  if (!isObject(value)) return undefined
  return value.repeat !== undefined || value.event !== undefined ? timing(value, timeZone) : period(value, timeZone)
}

function period(value: unknown, timeZone: string): Interval | undefined {
  const start = parseInterval(textOf(value, 'start') ?? '', timeZone)
  const end = parseInterval(textOf(value, 'end') ?? '', timeZone)
  if (start === undefined && end === undefined) return undefined
  const low = start?.low ?? Number.NEGATIVE_INFINITY
  return { low, high: Math.max(end?.high ?? Number.POSITIVE_INFINITY, low + 1) }
}

/** "Only the outer limits matter": the earliest and the latest of events and bounds. */
function timing(value: unknown, timeZone: string): Interval | undefined {
  const events = listOf(value, 'event').flatMap((event) => parseInterval(asText(event) ?? '', timeZone) ?? [])
  const bounds = period(memberOf(memberOf(value, 'repeat'), 'boundsPeriod'), timeZone)
  const all = bounds === undefined ? events : [...events, bounds]
  return all.length === 0 ? undefined : outerLimits(all)
}

const outerLimits = (intervals: readonly Interval[]): Interval => ({
  low: intervals.reduce((least, { low }) => Math.min(least, low), Number.POSITIVE_INFINITY),
  high: intervals.reduce((greatest, { high }) => Math.max(greatest, high), Number.NEGATIVE_INFINITY),
})
