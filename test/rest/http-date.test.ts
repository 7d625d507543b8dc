import fc from 'fast-check'
import t from 'tap'
import { httpDate } from '../../src/rest/http-date.js'

t.test('an instant is the HTTP date that JavaScript itself would write', async (t) => {
  const instants = fc.date({
    min: new Date('1900-01-01'),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  })
  fc.assert(fc.property(instants, (date) => httpDate(date.toISOString()) === date.toUTCString()))
  t.equal(httpDate('2026-11-24T09:30:00.000Z'), 'Tue, 24 Nov 2026 09:30:00 GMT')
  t.equal(httpDate('2024-02-29T23:59:59.999Z'), 'Thu, 29 Feb 2024 23:59:59 GMT')
  t.equal(httpDate('2026-11-24T09:30:00+01:00'), 'Tue, 24 Nov 2026 08:30:00 GMT')
})
