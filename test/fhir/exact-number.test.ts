import t from 'tap'
import { isExactNumber, parseWithExactNumbers } from '../../src/fhir/exact-number.js'

t.test('numbers that a double tells are numbers, others know their literal', async (t) => {
  const value = parseWithExactNumbers('{"a":1.5,"b":[12345678901234567890.5]}') as { a: number; b: [unknown] }
  t.equal(value.a, 1.5)
  t.equal(String(value.b[0]), '12345678901234567890.5')
  t.equal(Number(value.b[0]), 12345678901234567000)
})

t.test('an exact number is told from everything that JSON can hold', async (t) => {
  const value = parseWithExactNumbers('[12345678901234567890.5]') as [unknown]
  t.ok(isExactNumber(value[0]))
  for (const other of [null, 1, '1', [1], {}, { valueOf: 3 }, { valueOf: { a: 1 } }, { toString: null }, undefined]) {
    t.notOk(isExactNumber(other), JSON.stringify(other))
  }
})
