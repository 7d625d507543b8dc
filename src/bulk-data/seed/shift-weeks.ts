/**
 * The clinic of `seed/` is written around one Monday. At the first start its dates move by whole weeks, so that its appointments are
 * this week's, on the same days of the week and at the same hours of the clinic's clock.
 */

/** The Monday that the texts in `seed/` are written around. */
export const seedMonday = '2026-11-23'

/** Dates before this one are history (births, diagnoses, licences) and stay as they are. */
const movesFrom = '2026-09-01'

const clinicZone = 'America/Anchorage'
const dayMs = 86_400_000
const weekMs = 7 * dayMs

// A whole JSON string that is a date, or a date and time as `seed/` writes them: with the offset of Anchorage in winter.
const dateText = /"(\d{4}-\d{2}-\d{2})(?:(T\d{2}:\d{2}:\d{2})-09:00)?"/g

/** Moves every date of a seed text from September 2026 on by as many whole weeks as lie between the seed's week and the week of `now`. */
export function shiftWeeks(text: string, now: number): string {
  const shiftMs = weekOf(now) - Date.parse(seedMonday)
  return text.replace(dateText, (whole, date: string, time: string | undefined) => {
    if (date < movesFrom) return whole
    const moved = dateOf(Date.parse(date) + shiftMs)
    return time === undefined ? `"${moved}"` : `"${moved}${time}${offsetOn(moved)}"`
  })
}

/** The Monday, as UTC midnight, of the week in which `now` lies in the clinic's time zone; on a weekend, of the week to come. */
function weekOf(now: number): number {
  const today = Date.parse(new Intl.DateTimeFormat('en-CA', { timeZone: clinicZone }).format(now))
  const sinceMonday = (((today - Date.parse(seedMonday)) % weekMs) + weekMs) % weekMs
  return today - sinceMonday + (sinceMonday >= 5 * dayMs ? weekMs : 0)
}

function dateOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10)
}

/** The clinic's offset at noon of a day: `-09:00` in winter, `-08:00` in summer. */
function offsetOn(date: string): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: clinicZone, timeZoneName: 'longOffset' })
  const name = format.formatToParts(Date.parse(`${date}T21:00:00Z`)).find(({ type }) => type === 'timeZoneName')
  return name?.value.replace('GMT', '') ?? '-09:00'
}
