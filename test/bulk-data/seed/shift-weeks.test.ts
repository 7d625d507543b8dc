import fc from 'fast-check'
import t from 'tap'
import { seedMonday, shiftWeeks } from '../../../src/bulk-data/seed/shift-weeks.js'

const shift = (text: string, now: string): string => shiftWeeks(text, Date.parse(now))

t.test('leaves the text alone in its own week', async (t) => {
  const text = '{"start": "2026-11-24T09:00:00-09:00", "end": "2026-11-27"}'
  for (const now of ['2026-11-23T10:00:00Z', '2026-11-25T10:00:00Z', '2026-11-28T08:00:00Z', '2026-11-21T10:00:00Z']) {
    t.equal(shift(text, now), text, now)
  }
})

t.test('moves dates by whole weeks to the week of now', async (t) => {
  t.equal(shift('"2026-11-24T09:00:00-09:00"', '2026-12-03T12:00:00Z'), '"2026-12-01T09:00:00-09:00"')
  t.equal(shift('"2026-11-24"', '2027-01-04T12:00:00Z'), '"2027-01-05"')
})

t.test('takes the week to come on a weekend of the clinic', async (t) => {
  t.equal(shift('"2026-11-23"', '2026-11-29T12:00:00Z'), '"2026-11-30"')
  // 05:00 UTC on a Saturday is still Friday evening in Anchorage.
  t.equal(shift('"2026-11-23"', '2026-12-05T05:00:00Z'), '"2026-11-30"')
})

t.test('keeps the hour of the clinic in summer', async (t) => {
  t.equal(shift('"2026-11-24T09:00:00-09:00"', '2027-07-06T18:00:00Z'), '"2027-07-06T09:00:00-08:00"')
})

t.test('leaves history and what only looks like a date alone', async (t) => {
  const text = '["1984-03-12", "2026-08-31", "2026", "on 2026-11-24", "2026-11", 20261124]'
  t.equal(shift(text, '2027-03-03T12:00:00Z'), text)
})

t.test('keeps the day of the week and the distance between dates, whenever now is', async () => {
  const instants = fc.integer({ min: Date.parse('2026-11-24'), max: Date.parse('2060-01-01') })
  fc.assert(
    fc.property(instants, (now) => {
      const [monday, friday] = JSON.parse(shiftWeeks(`["${seedMonday}", "2026-11-27"]`, now))
      const days = (Date.parse(friday) - Date.parse(monday)) / 86_400_000
      return new Date(monday).getUTCDay() === 1 && days === 4 && Math.abs(Date.parse(monday) - now) < 8 * 86_400_000
    }),
  )
})
