import t from 'tap'
import { maxValue, minValue } from '../../../src/validation/rules/bounds.js'
import { ask } from './sample-run.js'

const isAtLeast = (type: string, value: unknown, bound: unknown) =>
  ask(minValue({ type, value: bound }), value).lines.length === 0
const isAtMost = (type: string, value: unknown, bound: unknown) =>
  ask(maxValue({ type, value: bound }), value).lines.length === 0

t.test('bounds numbers', async (t) => {
  t.ok(isAtLeast('integer', 1, 1))
  t.notOk(isAtLeast('integer', 0, 1))
  t.ok(isAtMost('decimal', 1.5, 1.5))
  t.notOk(isAtMost('decimal', 1.6, 1.5))
  t.same(ask(maxValue({ type: 'decimal', value: 1.5 }), 2).sentences, ['`{path}` is `2`; it has to be at most `1.5`.'])
})

t.test('refuses a partial date only where all of it is beyond the bound', async (t) => {
  t.ok(isAtLeast('date', '2026', '2026-06-01'))
  t.notOk(isAtLeast('date', '2025', '2026-06-01'))
  t.ok(isAtMost('dateTime', '2026-06-01T10:00:00Z', '2026-06-01'))
  t.notOk(isAtMost('dateTime', '2026-06-02T00:00:00Z', '2026-06-01'))
  t.notOk(isAtLeast('instant', '2026-06-01T10:00:00+02:00', '2026-06-01T08:00:01Z'))
})

t.test('bounds times of day', async (t) => {
  t.ok(isAtLeast('time', '09:30:00', '09:30:00.000'))
  t.notOk(isAtLeast('time', '09:29:59.9', '09:30:00'))
  t.ok(isAtMost('time', '09:30:00', '09:30:00.5'))
})

t.test('compares quantities of the same unit, or of units that can be converted', async (t) => {
  const kg = (value: number) => ({ value, system: 'http://unitsofmeasure.org', code: 'kg' })
  t.notOk(isAtLeast('Quantity', kg(1), kg(2)))
  t.ok(isAtLeast('Quantity', kg(3), kg(2)))
  t.notOk(isAtLeast('Quantity', { ...kg(1999), code: 'g' }, kg(2)))
  t.ok(isAtLeast('Quantity', { ...kg(2000), code: 'g' }, kg(2)))
  t.notOk(isAtMost('Quantity', { ...kg(2001), code: 'g' }, kg(2)))
  t.ok(isAtMost('Quantity', { ...kg(1_000_000), code: 'cm' }, kg(2)), 'a length is no weight')
  t.ok(isAtMost('Quantity', { ...kg(1_000_000), code: 'pound' }, kg(2)), 'what is no unit is told elsewhere')
  t.notOk(isAtMost('Age', { value: 3, unit: 'a' }, { value: 2, unit: 'a' }))
})

t.test('takes what cannot be compared', async (t) => {
  for (const type of ['integer', 'date', 'time', 'Quantity']) {
    for (const value of [null, 'x', {}, []]) t.ok(isAtLeast(type, value, type === 'integer' ? 1 : {}), type)
  }
})
