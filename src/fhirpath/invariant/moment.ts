import type { Item } from './item.js'

type MomentKind = 'date' | 'dateTime' | 'instant' | 'time'

/** A date or time as far as it is known. https://hl7.org/fhirpath/N1/#datetime-equality */
export interface Moment {
  readonly kind: MomentKind
  /** Year, month (from 0), day, hour, minute, second (with its fraction). */
  readonly parts: readonly number[]
  /** How many parts are known beyond the first: 2 is the day, 5 the second. */
  readonly precision: number
  readonly epochMs: number
}

const kinds: Readonly<Record<string, MomentKind>> = {
  date: 'date',
  dateTime: 'dateTime',
  instant: 'instant',
  time: 'time',
  'System.Date': 'date',
  'System.DateTime': 'dateTime',
  'System.Time': 'time',
}

const clock = String.raw`([01]\d|2[0-3])(?::([0-5]\d)(?::([0-5]\d|60)(\.\d+)?)?)?`
const day = String.raw`(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01])`
const zone = String.raw`(Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)`
const patterns: Readonly<Record<MomentKind, RegExp>> = {
  date: new RegExp(`^${day})?)?$`),
  dateTime: new RegExp(`^${day}(?:T${clock}${zone}?)?)?)?T?$`),
  instant: new RegExp(`^${day}T${clock}${zone}))$`),
  time: new RegExp(`^T?${clock}$`),
}

/** The date or time that an item is; undefined for other types, and for text that is none. */
export function momentOf({ type, value }: Item): Moment | undefined {
  const kind = kinds[type]
  if (kind === undefined || typeof value !== 'string') return undefined
  const found = patterns[kind].exec(value)
  if (found === null) return undefined
  return kind === 'time' ? timeOf(found.slice(1)) : dayOf(kind, found.slice(1))
}

/** Times are put on one day, so that they compare like moments of it. */
function timeOf([hour, minute, second, fraction]: readonly (string | undefined)[]): Moment {
  const parts = known([hour, minute, secondOf(second, fraction)])
  return {
    kind: 'time',
    parts: [2010, 0, 1, ...parts],
    precision: parts.length + 2,
    epochMs: utcMs([2010, 0, 1, ...parts]),
  }
}

function dayOf(kind: MomentKind, found: readonly (string | undefined)[]): Moment | undefined {
  const [year, month, date, hour, minute, second, fraction, offset] = found
  const parts = known([year, month, date, hour, minute, secondOf(second, fraction)]).map((part, at) =>
    at === 1 ? part - 1 : part,
  )
  if (parts.length > 2 && new Date(Date.UTC(parts[0] ?? 0, parts[1] ?? 0, parts[2])).getUTCMonth() !== parts[1])
    return undefined
  const epochMs = offset === undefined ? localMs(parts) : utcMs(parts) - offsetMs(offset)
  return { kind, parts, precision: parts.length - 1, epochMs }
}

/** A leap second counts as the second before it. */
const secondOf = (second: string | undefined, fraction = '') =>
  second === undefined ? undefined : `${second === '60' ? '59' : second}${fraction}`

const known = (texts: readonly (string | undefined)[]) =>
  texts.slice(0, texts.includes(undefined) ? texts.indexOf(undefined) : texts.length).map(Number)

const offsetMs = (offset: string) =>
  offset === 'Z'
    ? 0
    : (offset.startsWith('-') ? -1 : 1) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4))) * 60_000

const milliseconds = (second: number) => Math.floor(second * 1000 + 1e-6)

const utcMs = ([year = 0, month = 0, date = 1, hour = 0, minute = 0, second = 0]: readonly number[]) =>
  Date.UTC(year, month, date, hour, minute) + milliseconds(second)

/** Without an offset a time is that of the machine, as it is for the engine. */
const localMs = ([year = 0, month = 0, date = 1, hour = 0, minute = 0, second = 0]: readonly number[]) =>
  new Date(year, month, date, hour, minute).getTime() + milliseconds(second)

const isDay = ({ kind }: Moment) => kind !== 'time'

/** Whether two moments are the same; undefined where they agree as far as the less precise one is known. */
export function sameMoment(a: Moment, b: Moment): boolean | undefined {
  const isComparable = a.kind === b.kind || (isDay(a) && isDay(b) && (a.kind === 'dateTime' || b.kind === 'dateTime'))
  if (!isComparable) return false
  if (a.precision === b.precision) return a.epochMs === b.epochMs
  const [left, right] = [utcParts(a), utcParts(b)]
  const shared = Math.min(a.precision, b.precision)
  for (let at = 0; at <= shared; at += 1) if (left[at] !== right[at]) return false
  return undefined
}

/** Dates have no zone, and so stay what they are. */
function utcParts({ kind, parts, precision, epochMs }: Moment): readonly number[] {
  if (precision <= 2 || kind === 'time') return parts
  const date = new Date(epochMs)
  return [
    date.getUTCFullYear(),
    date.getUTCMonth(),
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  ]
}

/**
 * Less than, equal to or greater than 0, as the first is before, at or after the second; undefined where the less precise one does not tell. An error for
 * a time beside a date. https://hl7.org/fhirpath/N1/#comparison
 */
export function compareMoments(a: Moment, b: Moment): number | undefined {
  if (isDay(a) !== isDay(b)) throw new Error('a date cannot be compared with a time')
  if (a.precision === b.precision) return a.epochMs - b.epochMs
  const shared = Math.min(a.precision, b.precision)
  const difference = cut(a, shared) - cut(b, shared)
  return difference === 0 ? undefined : difference
}

function cut(moment: Moment, precision: number): number {
  if (moment.precision === precision) return moment.epochMs
  if (moment.kind === 'time') return utcMs(moment.parts.slice(0, precision + 1))
  const date = new Date(moment.epochMs)
  const parts = [date.getFullYear(), date.getMonth(), date.getDate(), date.getHours(), date.getMinutes()]
  return localMs(parts.slice(0, precision + 1))
}
