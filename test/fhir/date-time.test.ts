import fc from 'fast-check'
import t from 'tap'
import { formatInstant, parseInterval, parsePartialDate } from '../../src/fhir/date-time.js'

const zone = 'America/New_York'
const interval = (text: string, timeZone = zone): readonly string[] => {
  const found = parseInterval(text, timeZone)
  return found === undefined ? [] : [formatInstant(found.low), formatInstant(found.high)]
}

// https://hl7.org/fhir/R4/datatypes.html#dateTime
t.test('a partial date covers its year, month, day, minute, second or millisecond', async (t) => {
  t.same(interval('2026'), ['2026-01-01T05:00:00.000Z', '2027-01-01T05:00:00.000Z'])
  t.same(interval('2026-03'), ['2026-03-01T05:00:00.000Z', '2026-04-01T04:00:00.000Z'])
  t.same(interval('2026-03-08'), ['2026-03-08T05:00:00.000Z', '2026-03-09T04:00:00.000Z'])
  t.same(interval('2026-03-08T10:00'), ['2026-03-08T14:00:00.000Z', '2026-03-08T14:01:00.000Z'])
  t.same(interval('2026-03-08T10:00:00Z'), ['2026-03-08T10:00:00.000Z', '2026-03-08T10:00:01.000Z'])
  t.same(interval('2026-03-08T10:00:00.25+02:00'), ['2026-03-08T08:00:00.250Z', '2026-03-08T08:00:00.251Z'])
})

t.test('precision is kept', async (t) => {
  const precisions = [
    '2026',
    '2026-01',
    '2026-01-01',
    '2026-01-01T00:00',
    '2026-01-01T00:00:00',
    '2026-01-01T00:00:00.0Z',
  ]
  t.same(
    precisions.map((text) => parsePartialDate(text)?.precision),
    ['year', 'month', 'day', 'minute', 'second', 'millisecond'],
  )
})

t.test('an offset in the value wins over the time zone', async (t) => {
  t.same(interval('2026-03-08T10:00:00+00:00', 'Asia/Tokyo'), interval('2026-03-08T10:00:00Z', zone))
})

t.test('days and times that do not exist are refused', async (t) => {
  for (const text of [
    '0000',
    '0000-01-01',
    '2023-02-30',
    '2023-02-29',
    '1900-02-29',
    '2023-04-31',
    '2023-13',
    '2023-00',
    '2023-1-1',
    '23',
    '2023-01-01T24:00:00Z',
    '2023-01-01T10',
    '2023-01-01T10:60:00Z',
    '2023-01-01T10:00:61Z',
    '2023-01-01T10:00:00+15:00',
    '2023-01-01T10:00:00+10:75',
    '2023-01-01Z',
    '',
    'today',
  ])
    t.equal(parseInterval(text, zone), undefined, text)
  t.ok(parseInterval('2024-02-29', zone))
  t.ok(parseInterval('2000-02-29', zone))
})

t.test('a leap second counts as the second before it', async (t) => {
  t.same(interval('2016-12-31T23:59:60Z'), interval('2016-12-31T23:59:59Z'))
})

t.test('9999 is valid, and a bound past it is infinity', async (t) => {
  t.same(interval('9999'), ['9999-01-01T05:00:00.000Z', 'infinity'])
  t.same(interval('9999-12-31', 'UTC'), ['9999-12-31T00:00:00.000Z', 'infinity'])
  t.same(interval('9999-12-31T23:59:59-12:00'), ['9999-12-31T23:59:59.999Z', 'infinity'])
  t.same(interval('0001-01-01T00:00:00+14:00'), ['-infinity', '0001-01-01T00:00:00.001Z'])
})

const date = fc.record({
  year: fc.integer({ min: 1, max: 9998 }),
  month: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 1, max: 28 }),
})
const two = (number: number): string => String(number).padStart(2, '0')
const timeZone = fc.constantFrom('UTC', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Pacific/Apia')

t.test('a day lies within its month, and a month within its year', async () => {
  fc.assert(
    fc.property(date, timeZone, ({ year, month, day }, zone) => {
      const texts = [String(year).padStart(4, '0'), two(month), two(day)]
      const [y, m, d] = [1, 2, 3].map((length) => parseInterval(texts.slice(0, length).join('-'), zone))
      if (y === undefined || m === undefined || d === undefined) return false
      return y.low <= m.low && m.low <= d.low && d.low < d.high && d.high <= m.high && m.high <= y.high
    }),
  )
})

t.test('the months of a year abut and sum to it', async () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9998 }), timeZone, (year, zone) => {
      const text = String(year).padStart(4, '0')
      const months = Array.from({ length: 12 }, (_, index) => parseInterval(`${text}-${two(index + 1)}`, zone))
      const whole = parseInterval(text, zone)
      return (
        months.every((month, index) => index === 0 || month?.low === months[index - 1]?.high) &&
        months[0]?.low === whole?.low &&
        months[11]?.high === whole?.high
      )
    }),
  )
})

t.test('an instant is found again at its own millisecond', async () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date('9000-01-01'), noInvalidDate: true }), (at) => {
      const found = parseInterval(at.toISOString(), zone)
      return found?.low === at.getTime() && found.high === at.getTime() + 1
    }),
  )
})
