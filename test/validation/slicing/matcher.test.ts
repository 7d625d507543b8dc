import t from 'tap'
import type { Run } from '../../../src/validation/run.js'
import { createMatcher } from '../../../src/validation/slicing/matcher.js'
import type { Condition, Step } from '../../../src/validation/slicing/parameters.js'
import { frameOf, sampleRun, strangeValues } from '../rules/sample-run.js'

const child = (json: string, type?: string): Step => ({
  kind: 'child',
  names: [type === undefined ? { json } : { json, type }],
})

function matches(condition: Condition | readonly Condition[], value: unknown, parts: Partial<Run> = {}): boolean {
  const { run } = sampleRun(parts)
  const conditions = 'kind' in condition ? [condition] : condition
  return createMatcher(conditions)(value, { frame: frameOf(run, {}), pointer: '/x' })
}

const code: Condition = { kind: 'fixed', path: [child('coding'), child('code')], values: ['a'] }

t.test('fixed: one of the values at the end of the path is that one', async (t) => {
  t.ok(matches(code, { coding: [{ code: 'b' }, { code: 'a' }] }))
  t.notOk(matches(code, { coding: [{ code: 'b' }] }))
  t.notOk(matches(code, {}))
})

t.test('pattern: what the pattern has is there', async (t) => {
  const pattern: Condition = { kind: 'pattern', path: [], values: [{ system: 's' }] }
  t.ok(matches(pattern, { system: 's', code: 'a' }))
  t.notOk(matches(pattern, { code: 'a' }))
})

t.test('all and any', async (t) => {
  const other: Condition = { kind: 'fixed', path: [child('text')], values: ['t'] }
  t.ok(matches({ kind: 'any', conditions: [code, other] }, { text: 't' }))
  t.notOk(matches({ kind: 'all', conditions: [code, other] }, { text: 't' }))
  t.notOk(matches([code, other], { text: 't' }))
})

t.test('exists and exists not', async (t) => {
  t.ok(matches({ kind: 'exists', path: [child('text')], exists: true }, { text: 't' }))
  t.ok(matches({ kind: 'exists', path: [child('text')], exists: false }, {}))
  t.notOk(matches({ kind: 'exists', path: [child('text')], exists: false }, { text: 't' }))
})

t.test('binding: a code of the value set, in whatever carries it', async (t) => {
  const condition: Condition = {
    kind: 'binding',
    path: [],
    valueSet: 'http://hl7.org/fhir/ValueSet/administrative-gender',
  }
  const system = 'http://hl7.org/fhir/administrative-gender'
  t.ok(matches(condition, 'male'))
  t.ok(matches(condition, { coding: [{ system, code: 'male' }] }))
  t.notOk(matches(condition, { system, code: 'x' }))
})

t.test('type: by the choice, by the resource, and by a reference that is not at hand', async (t) => {
  t.ok(matches({ kind: 'type', path: [child('valueAge', 'Age')], types: ['Quantity'] }, { valueAge: { value: 1 } }))
  t.ok(
    matches({ kind: 'type', path: [child('resource')], types: ['Patient'] }, { resource: { resourceType: 'Patient' } }),
  )
  const resolved: Condition = { kind: 'type', path: [{ kind: 'resolve' }], types: ['Patient'] }
  t.ok(matches(resolved, { reference: 'Patient/1' }))
  t.notOk(matches(resolved, { reference: 'Group/1' }))
  t.ok(matches(resolved, { type: 'Patient', identifier: { value: '1' } }))
})

t.test('profile: what conforms', async (t) => {
  const condition: Condition = { kind: 'profile', path: [], profiles: ['http://example.org/a', 'http://example.org/b'] }
  t.ok(matches(condition, {}, { conforms: (_, profile) => profile === 'http://example.org/b' }))
  t.notOk(matches(condition, {}, { conforms: () => undefined }))
})

t.test('takes any JSON', async (t) => {
  for (const value of strangeValues) t.notOk(matches(code, value))
})
