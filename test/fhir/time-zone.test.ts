import fc from 'fast-check'
import t from 'tap'
import { utcMs, zoneClock } from '../../src/fhir/time-zone.js'

const iso = (ms: number): string => new Date(ms).toISOString()

t.test('civil times count as in the proleptic Gregorian calendar, early years included', async (t) => {
  t.equal(iso(utcMs(2026, 11, 24)), '2026-11-24T00:00:00.000Z')
  t.equal(iso(utcMs(1, 1, 1)), '0001-01-01T00:00:00.000Z')
  t.equal(utcMs(2026, 13, 1), utcMs(2027, 1, 1))
})

t.test('local times become instants, summer and winter', async (t) => {
  const clock = zoneClock('America/New_York')
  t.equal(iso(clock(utcMs(2026, 1, 1))), '2026-01-01T05:00:00.000Z')
  t.equal(iso(clock(utcMs(2026, 7, 1))), '2026-07-01T04:00:00.000Z')
  t.equal(zoneClock('UTC')(5), 5)
  t.equal(iso(zoneClock('Asia/Kathmandu')(utcMs(2026, 1, 1))), '2025-12-31T18:15:00.000Z')
})

t.test('a time shown twice is the first, one skipped goes on from before the gap', async (t) => {
  const clock = zoneClock('America/New_York')
  t.equal(iso(clock(utcMs(2020, 11, 1, 5_400_000))), '2020-11-01T05:30:00.000Z')
  t.equal(iso(clock(utcMs(2020, 3, 8, 9_000_000))), '2020-03-08T07:30:00.000Z')
})

t.test('a day that begins with a gap begins at its end', async (t) => {
  t.equal(iso(zoneClock('America/Sao_Paulo')(utcMs(2018, 11, 4))), '2018-11-04T03:00:00.000Z')
})

t.test('a zone that does not exist is a RangeError', async (t) => {
  t.throws(() => zoneClock('Mars/Olympus'), RangeError)
})

t.test('days follow each other without overlap in every year', async () => {
  const clock = zoneClock('Europe/Berlin')
  fc.assert(
    fc.property(fc.integer({ min: -719_000, max: 2_932_000 }), (day) => {
      const length = clock((day + 1) * 86_400_000) - clock(day * 86_400_000)
      return length >= 22 * 3_600_000 && length <= 26 * 3_600_000
    }),
  )
})
