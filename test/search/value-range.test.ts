import t from 'tap'
import {
  compareValues,
  hull,
  intersection,
  isBounded,
  isOpen,
  isRangeType,
  isSame,
  rangeFrom,
  rangeTo,
  shifted,
} from '../../src/search/value-range.js'

t.test('compares instants, and numbers of any length, with infinity at the ends', async (t) => {
  t.ok(compareValues('timestamptz', '2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z') < 0)
  t.ok(compareValues('timestamptz', '-infinity', '0001-01-01T00:00:00.000Z') < 0)
  t.ok(compareValues('timestamptz', 'infinity', '9999-12-31T23:59:59.999Z') > 0)
  t.ok(compareValues('numeric', '10', '9.99999999999999999999') > 0)
  t.equal(compareValues('numeric', '1.0', '1.00'), 0)
  t.ok(compareValues('numeric', '-Infinity', '-1e30') < 0)
})

t.test('moves dates by 32 days, and numbers not at all', async (t) => {
  t.equal(shifted('timestamptz', '2026-03-01T00:00:00.000Z', -1), '2026-01-28T00:00:00.000Z')
  t.equal(shifted('timestamptz', 'infinity', -1), 'infinity')
  t.equal(shifted('timestamptz', '9999-12-31T00:00:00.000Z', 1), 'infinity')
  t.equal(shifted('numeric', '5', 1), '5')
})

t.test('intersects and encloses ranges, open ends included', async (t) => {
  const [one, nine] = [rangeFrom('1'), rangeTo('9')]
  t.same(intersection('numeric', one, nine), { from: '1', to: '9' })
  t.same(intersection('numeric', { from: '1', to: '9' }, { from: '2', to: '10' }), { from: '2', to: '9' })
  t.same(hull('numeric', { from: '1', to: '5' }, { from: '0.5', to: '4' }), { from: '0.5', to: '5' })
  t.same(hull('numeric', one, nine), {})
  t.same(rangeTo('infinity'), {}, 'what goes on for ever is no bound')
})

t.test('tells kinds of ranges apart', async (t) => {
  t.ok(isOpen({}))
  t.notOk(isOpen({ from: '1' }))
  t.ok(isBounded({ from: '1', to: '2' }))
  t.notOk(isBounded({ to: '2' }))
  t.ok(isSame({ from: '1' }, { from: '1' }))
  t.notOk(isSame({ from: '1' }, {}))
  t.ok(isRangeType('numeric'))
  t.notOk(isRangeType('int8'))
})
