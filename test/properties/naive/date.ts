import type { TypedValue } from '../../../src/fhirpath/expression.js'
import { list, members, type NaiveType, text } from './alternative.js'
import { prefixes } from './measure.js'

/** Milliseconds since 1970, `low` included and `high` not. */
interface Span {
  readonly low: number
  readonly high: number
}

const pattern = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d:\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d)?)?$/

const endOfTime = Date.UTC(10_000, 0, 1)

/** What a partial date covers; the tests' practice lives in UTC. */
export function spanOf(written: string): Span | undefined {
  const [, year, month, day, time, second, fraction, zone = 'Z'] = pattern.exec(written) ?? []
  if (year === undefined) return undefined
  const utc = (text: string): number => Date.parse(text)
  if (time !== undefined) {
    const milliseconds = (fraction ?? '').slice(0, 3).padEnd(3, '0')
    const low = utc(`${year}-${month}-${day}T${time}:${second ?? '00'}.${milliseconds}${zone}`)
    return { low, high: low + (fraction !== undefined ? 1 : second !== undefined ? 1_000 : 60_000) }
  }
  const low = utc(`${year}-${month ?? '01'}-${day ?? '01'}T00:00:00Z`)
  const end = new Date(low)
  if (day !== undefined) end.setUTCDate(end.getUTCDate() + 1)
  else if (month !== undefined) end.setUTCMonth(end.getUTCMonth() + 1)
  else end.setUTCFullYear(end.getUTCFullYear() + 1)
  // The last day of the year 9999 is the end of time, where periods without an end go to.
  return { low, high: end.getTime() >= endOfTime ? Number.POSITIVE_INFINITY : end.getTime() }
}

const hull = (spans: readonly Span[]): Span | undefined =>
  spans.length === 0
    ? undefined
    : { low: Math.min(...spans.map(({ low }) => low)), high: Math.max(...spans.map(({ high }) => high)) }

function periodOf(value: unknown): Span | undefined {
  const start = spanOf(text(members(value).start) ?? '')
  const end = spanOf(text(members(value).end) ?? '')
  if (start === undefined && end === undefined) return undefined
  return { low: start?.low ?? Number.NEGATIVE_INFINITY, high: end?.high ?? Number.POSITIVE_INFINITY }
}

/** What a stored value covers; of a Timing "only the outer limits matter". https://hl7.org/fhir/R4/search.html#date */
function storedSpan({ type, value }: TypedValue): Span | undefined {
  if (type === 'Period') return periodOf(value)
  if (type !== 'Timing') return spanOf(text(value) ?? '')
  const events = list(members(value).event).flatMap((event) => spanOf(text(event) ?? '') ?? [])
  const bounds = periodOf(members(members(value).repeat).boundsPeriod)
  return hull(bounds === undefined ? events : [...events, bounds])
}

/** https://hl7.org/fhir/R4/search.html#prefix, of ranges. */
function compares(prefix: string, asked: Span): (stored: Span) => boolean {
  const isWithin = ({ low, high }: Span): boolean => low >= asked.low && high <= asked.high
  const length = asked.high === Number.POSITIVE_INFINITY ? 0 : asked.high - asked.low
  switch (prefix) {
    case 'ne':
      return (stored) => !isWithin(stored)
    case 'gt':
      return ({ high }) => high > asked.high
    case 'lt':
      return ({ low }) => low < asked.low
    case 'ge':
      return (stored) => stored.high > asked.high || isWithin(stored)
    case 'le':
      return (stored) => stored.low < asked.low || isWithin(stored)
    case 'sa':
      return ({ low }) => low >= asked.high
    case 'eb':
      return ({ high }) => high <= asked.low
    case 'ap':
      return ({ low, high }) => low < asked.high + length && high > asked.low - length
    default:
      return isWithin
  }
}

function writtenOf({ type, value }: TypedValue): string | undefined {
  if (type === 'Period') return text(members(value).start) ?? text(members(value).end)
  return type === 'Timing' ? text(list(members(value).event)[0]) : text(value)
}

/** `_lastUpdated` is an instant: what is asked overlaps it or not, `ap` and the like as for every date. */
export const date: NaiveType = {
  modifiers: [],
  draw: ({ random, value }) => {
    const whole = writtenOf(value)
    if (whole === undefined) return undefined
    const written = random.pick([whole, whole, whole.slice(0, 10), whole.slice(0, 7), whole.slice(0, 4)])
    const asked = spanOf(written)
    if (asked === undefined) return undefined
    const prefix = random.pick(prefixes)
    const holds = compares(prefix, asked)
    const test = (other: TypedValue): boolean => {
      const stored = storedSpan(other)
      return stored !== undefined && holds(stored)
    }
    return { text: prefix + written, test }
  },
}
