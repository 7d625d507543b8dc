import t from 'tap'
import { compiledInvariant } from '../../../src/fhirpath/invariant/compiled-invariant.js'
import type { InvariantFocus } from '../../../src/fhirpath/invariant.js'
import { definitions, environment, patient } from './evaluate.js'

const focus: InvariantFocus = { type: 'Patient', value: patient, sibling: undefined }
const resultOf = (expression: string, of = focus) => compiledInvariant(expression, definitions)?.(of, environment())
const ucum = (value: number, code: string) => ({ value, code, system: 'http://unitsofmeasure.org' })

t.test('true and any single value hold; false and nothing do not', async (t) => {
  for (const expression of ['active', 'birthDate']) t.same(resultOf(expression), { kind: 'holds' })
  for (const expression of ['name.period', '{}', 'name.period.start > birthDate']) {
    t.same(resultOf(expression), { kind: 'violated', isEmpty: true }, expression)
  }
  for (const expression of ['active.not()', 'deceased']) t.same(resultOf(expression), { kind: 'violated' })
})

t.test('what cannot be evaluated is told, and not thrown', async (t) => {
  for (const expression of ['name', "name.given = 'x' or name.single().exists()", "birthDate < 'x'", 'active + true']) {
    t.match(resultOf(expression), { kind: 'failed', message: /^The invariant `.*\.$/s }, expression)
  }
})

t.test('amounts in different units are compared by the engine', async (t) => {
  const range = (low: object, high: object) => ({ type: 'Range', value: { low, high }, sibling: undefined })
  t.same(resultOf('low <= high', range(ucum(999, 'mg'), ucum(1, 'g'))), { kind: 'holds' })
  t.same(resultOf('low <= high', range(ucum(1001, 'mg'), ucum(1, 'g'))), { kind: 'violated' })
})

t.test('an evaluation that takes too many steps ends', async (t) => {
  t.match(resultOf('1.repeat($this + 1).count() > 0'), { kind: 'failed', message: /steps/ })
  t.match(resultOf("'a'.repeat($this + 'a').count() > 0"), { kind: 'failed', message: /steps/ })
})

t.test('an expression outside the subset is not compiled', async (t) => {
  t.equal(compiledInvariant('1.sqrt() > 0', definitions), undefined)
})
