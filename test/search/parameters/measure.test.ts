import t from 'tap'
import { exactRange } from '../../../src/search/parameters/measure.js'

t.test('numbers and quantities are points', async (t) => {
  t.same(exactRange({ type: 'decimal', value: 5.5 }), { low: '5.5', high: '5.5' })
  t.same(exactRange({ type: 'Quantity', value: { value: 1e21 } }), {
    low: `1${'0'.repeat(21)}`,
    high: `1${'0'.repeat(21)}`,
  })
})

t.test('a number that a double would round keeps every digit', async (t) => {
  const literal = { toString: () => '12345678901234567890.1', valueOf: () => 12345678901234567000 }
  t.same(exactRange({ type: 'decimal', value: literal }), {
    low: '12345678901234567890.1',
    high: '12345678901234567890.1',
  })
})

t.test('comparators and ranges are open where they say so', async (t) => {
  const quantity = (comparator: string): ReturnType<typeof exactRange> =>
    exactRange({ type: 'Quantity', value: { value: 5, comparator } })
  t.same(quantity('<='), { low: '-Infinity', high: '5' })
  t.same(quantity('>='), { low: '5', high: 'Infinity' })
  t.match(quantity('<')?.high, /^4\.9{60}$/)
  t.match(quantity('>')?.low, /^5\.0{59}1$/)
  t.same(exactRange({ type: 'Range', value: { low: { value: 1 }, high: { value: 2 } } }), { low: '1', high: '2' })
  t.same(exactRange({ type: 'Range', value: { high: { value: 2 } } }), { low: '-Infinity', high: '2' })
})

t.test('what has no number covers nothing', async (t) => {
  for (const value of [undefined, null, 'x', {}, [], { value: 'x' }, { value: Number.POSITIVE_INFINITY }])
    t.equal(exactRange({ type: 'Quantity', value }), undefined)
  t.equal(exactRange({ type: 'Range', value: { low: 5 } }), undefined)
})
