import t from 'tap'
import { parseWithExactNumbers } from '../../src/fhir/exact-number.js'
import { canonicalText, isObject, isPrimitive, isSame } from '../../src/fhirpath/json-value.js'

const exact = (text: string) => parseWithExactNumbers(text)
const long = '12345678901234567890.1'

t.test('structures and primitives are told apart, exact numbers are primitives', async (t) => {
  for (const value of ['a', 0, false, exact(long)]) {
    t.ok(isPrimitive(value))
    t.notOk(isObject(value))
  }
  for (const value of [{}, { valueOf: 'a' }, { a: exact(long) }]) {
    t.ok(isObject(value))
    t.notOk(isPrimitive(value))
  }
  for (const value of [null, undefined, [], ['a']]) {
    t.notOk(isPrimitive(value))
    t.notOk(isObject(value))
  }
})

t.test('the same value is the same, by comparison and by text', async (t) => {
  for (const [a, b] of [
    ['{"a":1,"b":[{"c":null}]}', '{"b":[{"c":null}],"a":1}'],
    [`{"value":${long}}`, `{"value":${long}}`],
    ['"a"', '"a"'],
  ] as const) {
    t.ok(isSame(exact(a), exact(b)), a)
    t.equal(canonicalText(exact(a)), canonicalText(exact(b)))
  }
})

t.test('other values are others', async (t) => {
  for (const [a, b] of [
    ['{"a":1}', '{"a":1,"b":1}'],
    ['{"a":1,"c":1}', '{"a":1,"b":1}'],
    [`{"value":${long}}`, `{"value":${long}2}`],
    [long, `"${long}"`],
    ['[1,2]', '[2,1]'],
    ['[]', '{}'],
    ['null', '{}'],
    ['1', 'true'],
  ] as const) {
    t.notOk(isSame(exact(a), exact(b)), `${a} ${b}`)
    t.not(canonicalText(exact(a)), canonicalText(exact(b)))
  }
})
