import t from 'tap'
import { parseWithExactNumbers } from '../../../src/fhir/exact-number.js'
import { asJson, compareNumbers, isObject, isSamePrimitive } from '../../../src/validation/rules/exact.js'

const exact = (literal: string) => parseWithExactNumbers(literal)

t.test('compares numbers by all their digits', async (t) => {
  t.equal(compareNumbers(1, 2), -1)
  t.ok((compareNumbers(exact('12345678901234567890.1'), exact('12345678901234567890.2')) ?? 0) < 0)
  t.equal(compareNumbers(exact('12345678901234567890.10'), exact('12345678901234567890.1')), 0)
  t.ok((compareNumbers(exact('12345678901234567890'), 1) ?? 0) > 0)
  t.equal(compareNumbers('1', 1), undefined)
})

t.test('tells equal primitives', async (t) => {
  t.ok(isSamePrimitive('a', 'a'))
  t.ok(isSamePrimitive(exact('12345678901234567890'), exact('12345678901234567890.0')))
  t.notOk(isSamePrimitive(exact('12345678901234567890'), exact('12345678901234567891')))
  t.notOk(isSamePrimitive('1', 1))
})

t.test('takes an exact number for no object', async (t) => {
  t.notOk(isObject(exact('12345678901234567890')))
  t.notOk(isObject([]))
  t.ok(isObject({}))
})

t.test('shows values as JSON, cut short', async (t) => {
  t.equal(asJson({ a: 1 }), '{"a":1}')
  t.equal(asJson(exact('12345678901234567890')), '12345678901234567890')
  t.ok(asJson('x'.repeat(1000)).length < 120)
  t.equal(asJson(undefined), '')
})
