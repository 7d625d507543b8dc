const dayMs = 86_400_000
const cacheMax = 20_000
/** Offsets are looked up within the years 1 to 9999 only, a day from their ends. */
const lookupMin = -62_135_596_800_000 + 2 * dayMs
const lookupMax = 253_402_300_799_999 - 2 * dayMs

/** Finds the instant at which clocks of a zone show a local time; both are milliseconds since 1970, the local one as if it were UTC. */
export type ZoneClock = (local: number) => number

const clocks = new Map<string, ZoneClock>()

/** The clock of an IANA time zone; made once a zone, since formatters are dear. Throws a RangeError where there is no such zone. */
export function zoneClock(timeZone: string): ZoneClock {
  const known = clocks.get(timeZone)
  if (known !== undefined) return known
  const clock = timeZone === 'UTC' ? (local: number): number => local : cached(createClock(timeZone))
  clocks.set(timeZone, clock)
  return clock
}

/** Milliseconds since 1970 of a civil time in UTC; years below 100 are themselves. Months count from 1. */
export function utcMs(year: number, month: number, day: number, timeOfDayMs = 0): number {
  // Date.UTC takes the years 0 to 99 for 1900 to 1999; the calendar repeats every 400 years of 146,097 days.
  return Date.UTC(year + 400, month - 1, day) - 146_097 * dayMs + timeOfDayMs
}

/** Starts of days are what indexing asks for again and again. */
function cached(clock: ZoneClock): ZoneClock {
  const days = new Map<number, number>()
  return (local) => {
    if (local % dayMs !== 0) return clock(local)
    const known = days.get(local)
    if (known !== undefined) return known
    const instant = clock(local)
    if (days.size >= cacheMax) days.clear()
    days.set(local, instant)
    return instant
  }
}

/**
 * A time that clocks show twice is the first of the two; one that they skip is counted on from before the gap, so that a day that begins with
 * a gap begins at its end.
 */
function createClock(timeZone: string): ZoneClock {
  const offsetAt = createOffsets(timeZone)
  return (local) => {
    const before = offsetAt(local - dayMs)
    const after = offsetAt(local + dayMs)
    const first = local - before
    if (before === after || offsetAt(first) === before) return first
    const second = local - after
    return offsetAt(second) === after ? second : first
  }
}

function createOffsets(timeZone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (instant) => {
    const at = Math.floor(Math.min(Math.max(instant, lookupMin), lookupMax) / 1000) * 1000
    const [month = 1, day = 1, year = 1, hour = 0, minute = 0, second = 0] = (
      format.format(at).match(/\d+/g) ?? []
    ).map(Number)
    return utcMs(year, month, day, ((hour * 60 + minute) * 60 + second) * 1000) - at
  }
}
