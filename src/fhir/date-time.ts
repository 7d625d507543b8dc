import { utcMs, zoneClock } from './time-zone.js'

/** A half-open interval of instants in milliseconds since 1970: `low` ≤ t < `high`; `-Infinity` and `Infinity` are open ends. */
export interface Interval {
  readonly low: number
  readonly high: number
}

export type DatePrecision = 'year' | 'month' | 'day' | 'minute' | 'second' | 'millisecond'

/** A FHIR date, dateTime or instant, or what a search may say for one, taken apart. */
export interface PartialDate {
  readonly precision: DatePrecision
  readonly year: number
  readonly month: number
  readonly day: number
  readonly timeOfDayMs: number
  /** Minutes east of UTC; undefined where the value counts in the practice's time zone. */
  readonly offsetMinutes: number | undefined
}

const pattern =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:(Z)|([+-])(\d\d):(\d\d))?)?)?)?$/

const lengthMs = { minute: 60_000, second: 1000, millisecond: 1 } as const
/** The first instant past the year 9999: such a bound is infinity. */
const endOfTime = 253_402_300_800_000
/** The first instant of the year 1: what lies before it (by its offset) is minus infinity for PostgreSQL. */
const startOfTime = -62_135_596_800_000

/**
 * Reads a partial date; undefined for what is none, for the year 0000 and for days that don't exist. A leap second (`:60`) counts as the second before
 * it. Minutes without seconds are taken too, as searches write them. https://hl7.org/fhir/R4/datatypes.html#dateTime
 */
export function parsePartialDate(text: string): PartialDate | undefined {
  const found = pattern.exec(text)
  if (found === null) return undefined
  const year = Number(found[1])
  const month = Number(found[2] ?? 1)
  const day = Number(found[3] ?? 1)
  const offsetMinutes = found[8] === undefined ? offset(found[9], found[10], found[11]) : 0
  const timeOfDayMs = found[4] === undefined ? 0 : timeOfDay(found[4], found[5], found[6], found[7])
  if (!isDay(year, month, day) || Number.isNaN(offsetMinutes) || Number.isNaN(timeOfDayMs)) return undefined
  return { precision: precisionOf(found), year, month, day, timeOfDayMs, offsetMinutes }
}

/** NaN where there is no such time. */
function timeOfDay(hour: string, minute = '0', second = '0', fraction = ''): number {
  const seconds = Number(second)
  if (Number(hour) > 23 || Number(minute) > 59 || seconds > 60) return Number.NaN
  const milliseconds = fraction === '' ? 0 : Number(fraction.slice(0, 3).padEnd(3, '0'))
  return (Number(hour) * 60 + Number(minute)) * 60_000 + Math.min(seconds, 59) * 1000 + milliseconds
}

/** What a partial date covers, in an IANA time zone where it has no offset of its own. */
function dateInterval(date: PartialDate, timeZone: string): Interval {
  const { precision, year, month, day, timeOfDayMs, offsetMinutes } = date
  const clock = zoneClock(timeZone)
  if (precision === 'minute' || precision === 'second' || precision === 'millisecond') {
    const local = utcMs(year, month, day, timeOfDayMs)
    const low = offsetMinutes === undefined ? clock(local) : local - offsetMinutes * 60_000
    return bounded(low, low + lengthMs[precision])
  }
  const low = clock(utcMs(year, month, day))
  if (precision === 'day') return bounded(low, clock(utcMs(year, month, day + 1)))
  return bounded(low, clock(precision === 'month' ? utcMs(year, month + 1, 1) : utcMs(year + 1, 1, 1)))
}

/** What the text of a date covers; undefined where it is no date. */
export function parseInterval(text: string, timeZone: string): Interval | undefined {
  const date = parsePartialDate(text)
  return date === undefined ? undefined : dateInterval(date, timeZone)
}

/** An instant as PostgreSQL's timestamptz takes it: ISO 8601 in UTC, `infinity`, `-infinity`. */
export function formatInstant(ms: number): string {
  if (ms >= endOfTime) return 'infinity'
  return ms < startOfTime ? '-infinity' : new Date(ms).toISOString()
}

/** Low stays finite at the end of time, so that no real value looks absent; a day that the zone skipped altogether still has a moment. */
function bounded(low: number, high: number): Interval {
  const end = Math.max(high, low + 1, startOfTime + 1)
  return { low: low < startOfTime ? -Infinity : Math.min(low, endOfTime - 1), high: end >= endOfTime ? Infinity : end }
}

function precisionOf(found: RegExpExecArray): DatePrecision {
  if (found[7] !== undefined) return 'millisecond'
  if (found[6] !== undefined) return 'second'
  if (found[4] !== undefined) return 'minute'
  if (found[3] !== undefined) return 'day'
  return found[2] === undefined ? 'year' : 'month'
}

/** NaN where the offset is beyond 14:00. */
function offset(sign: string | undefined, hour = '', minute = ''): number | undefined {
  if (sign === undefined) return undefined
  const minutes = Number(hour) * 60 + Number(minute)
  if (minutes > 14 * 60 || Number(minute) > 59) return Number.NaN
  return sign === '-' ? -minutes : minutes
}

function isDay(year: number, month: number, day: number): boolean {
  if (year === 0 || month < 1 || month > 12 || day < 1) return false
  if (day <= 28) return true
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const last = month === 2 ? (leap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  return day <= last
}
