import fc from 'fast-check'
import t from 'tap'
import {
  addDecimals,
  approximateRange,
  compareDecimals,
  type Decimal,
  formatDecimal,
  impliedRange,
  parseDecimal,
  subtractDecimals,
} from '../../src/fhir/decimal.js'

const decimal = fc.record({
  digits: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
  scale: fc.integer({ min: -40, max: 40 }),
})
const read = (text: string): Decimal => parseDecimal(text) ?? { digits: 0n, scale: Number.NaN }
const rangeText = (text: string): readonly string[] => {
  const range = impliedRange(text)
  return range === undefined ? [] : [formatDecimal(range.low), formatDecimal(range.high)]
}

t.test('decimals are read with their precision', async (t) => {
  t.same(read('100'), { digits: 100n, scale: 0 })
  t.same(read('1.00e2'), { digits: 100n, scale: 0 })
  t.same(read('-0.50'), { digits: -50n, scale: 2 })
  t.same(read('1e+21'), { digits: 1n, scale: -21 })
})

t.test('what is no decimal, or too large to work with, is refused', async (t) => {
  for (const text of [
    '',
    '.',
    '1.',
    '.5',
    'x',
    '1e',
    '0x10',
    'NaN',
    'Infinity',
    '1e999999',
    '1e-5000',
    '9'.repeat(1001),
  ])
    t.equal(parseDecimal(text), undefined, text.slice(0, 20))
})

// https://hl7.org/fhir/R4/search.html#number
t.test('precision implies the ranges of the specification', async (t) => {
  t.same(rangeText('100'), ['99.5', '100.5'])
  t.same(rangeText('100.00'), ['99.995', '100.005'])
  t.same(rangeText('1.00e2'), ['99.5', '100.5'])
  t.same(rangeText('1e2'), ['95', '105'])
  t.same(rangeText('-5.4'), ['-5.45', '-5.35'])
  t.same(rangeText('0'), ['-0.5', '0.5'])
})

t.test('a tenth to each side is approximate', async (t) => {
  const { low, high } = approximateRange(read('-50'))
  t.same([formatDecimal(low), formatDecimal(high)], ['-55.0', '-45.0'])
})

t.test('format then parse is the same value', async () => {
  fc.assert(fc.property(decimal, (value) => compareDecimals(read(formatDecimal(value)), value) === 0))
})

t.test('adding and subtracting undo each other, exactly', async () => {
  fc.assert(fc.property(decimal, decimal, (a, b) => compareDecimals(subtractDecimals(addDecimals(a, b), b), a) === 0))
})

t.test('comparison is an order that does not see the scale', async () => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      const padded = { digits: a.digits * 1000n, scale: a.scale + 3 }
      return compareDecimals(a, b) === -compareDecimals(b, a) && compareDecimals(padded, b) === compareDecimals(a, b)
    }),
  )
})

t.test('a value lies within its implied range, in the middle', async () => {
  fc.assert(
    fc.property(decimal, (value) => {
      const range = impliedRange(formatDecimal(value))
      if (range === undefined) return false
      return (
        compareDecimals(range.low, value) < 0 &&
        compareDecimals(range.high, value) > 0 &&
        compareDecimals(addDecimals(range.low, range.high), addDecimals(value, value)) === 0
      )
    }),
  )
})
