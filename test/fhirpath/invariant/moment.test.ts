import t from 'tap'
import { compareMoments, momentOf, sameMoment } from '../../../src/fhirpath/invariant/moment.js'

function moment(value: string, type = 'dateTime') {
  const found = momentOf({ type, value, sibling: undefined })
  if (found === undefined) throw new Error(`${value} is no ${type}`)
  return found
}

t.test('moments are compared as far as both are known', async (t) => {
  t.equal(compareMoments(moment('2020'), moment('2021-05')) ?? 0, moment('2020').epochMs - moment('2021').epochMs)
  t.equal(compareMoments(moment('2020'), moment('2020-05')), undefined)
  t.equal(sameMoment(moment('2020'), moment('2020-05')), undefined)
  t.equal(sameMoment(moment('2020'), moment('2021-05')), false)
})

t.test('offsets count', async (t) => {
  t.equal(sameMoment(moment('2020-01-01T10:00:00Z'), moment('2020-01-01T12:00:00+02:00')), true)
  t.ok((compareMoments(moment('2020-01-01T10:00:00Z'), moment('2020-01-01T10:00:00-01:00')) ?? 0) < 0)
})

t.test('fractions of a second count as what they are', async (t) => {
  t.equal(compareMoments(moment('2020-01-01T10:00:00.5Z'), moment('2020-01-01T10:00:00Z')), 500)
  t.equal(compareMoments(moment('2020-01-01T10:00:00.123456Z'), moment('2020-01-01T10:00:01Z')), -877)
})

t.test('times have no date, and dates are real', async (t) => {
  t.equal(compareMoments(moment('10:00', 'time'), moment('11', 'time')) ?? 0, -3_600_000)
  t.equal(sameMoment(moment('10:00', 'time'), moment('2020')), false)
  t.throws(() => compareMoments(moment('10:00', 'time'), moment('2020')), /time/)
  for (const value of ['2020-02-30', '2020-13', '2020-01-01T25:00:00Z', 'x']) {
    t.equal(momentOf({ type: 'dateTime', value, sibling: undefined }), undefined, value)
  }
  t.equal(momentOf({ type: 'string', value: '2020', sibling: undefined }), undefined)
})
