import t from 'tap'
import { parseWithExactNumbers } from '../../src/fhir/exact-number.js'
import { memberPlace, rootPlace } from '../../src/validation/place.js'
import { type PrimitiveRule, primitiveRules } from '../../src/validation/primitive-rules.js'
import { createReport } from '../../src/validation/report.js'
import { empty, kindOf, wrongType, wrongValue } from '../../src/validation/sentences.js'

const place = memberPlace(rootPlace('Patient'), { json: 'birthDate', element: 'birthDate' })

const sentence = (value: unknown, type: string) => {
  const report = createReport()
  wrongValue(report, place, value, primitiveRules[type] as PrimitiveRule)
  return `${report.issues[0]?.code}: ${report.issues[0]?.diagnostics}`
}

t.test('kinds of values have names', async (t) => {
  const exact = parseWithExactNumbers('12345678901234567890.5')
  const kinds = [null, [], {}, 'a', 1, true, exact].map(kindOf)
  t.same(kinds, ['null', 'an array', 'an object', 'a string', 'a number', 'a boolean', 'a number'])
})

t.test('a wrong value is shown, with what was expected', async (t) => {
  t.equal(
    sentence('2026-02-30', 'date'),
    'value: `Patient.birthDate` is `2026-02-30`; it has to be a date that exists, such as `2026`, `2026-11` or `2026-11-24`.',
  )
  t.equal(sentence('', 'date'), 'value: `Patient.birthDate` is empty; leave out what has no value.')
  t.match(sentence(1.5, 'integer'), /^value: .* is `1.5`; it has to be a whole number/)
  t.ok(sentence('x'.repeat(1_000_000), 'date').length < 300, 'long values are cut')
})

t.test('a value of another JSON type is told by its kind', async (t) => {
  t.match(sentence('true', 'boolean'), /^structure: .* is a string; it has to be `true` or `false`, without quotes\.$/)
  t.match(sentence(null, 'date'), /^structure: .* is null; .* Leave out what has no value\.$/)
  t.match(sentence(['2026'], 'date'), /^structure: .* is an array; .* It does not repeat\.$/)
})

t.test('what is empty, or no object, is told so', async (t) => {
  const report = createReport()
  empty(report, place, {})
  wrongType(report, place, 'text', 'an object')
  t.same(
    report.issues.map(({ diagnostics }) => diagnostics),
    [
      '`Patient.birthDate` is an object without content; leave it out.',
      '`Patient.birthDate` is a string; it has to be an object.',
    ],
  )
})
