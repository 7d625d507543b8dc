import t from 'tap'
import { compiledInvariant, invariant } from '../../../src/validation/rules/invariant.js'
import { definitions } from '../samples.js'
import { ask, strangeValues } from './sample-run.js'

const period = {
  key: 'per-1',
  severity: 'error',
  human: 'If present, start SHALL have a lower value than end',
  expression: 'start.hasValue().not() or end.hasValue().not() or (start <= end)',
  type: 'Period',
} as const

t.test('says nothing where an invariant holds', async (t) => {
  t.same(ask(invariant(period), { start: '2026-01-01', end: '2026-02-01' }).lines, [])
  t.same(ask(invariant(period), {}).lines, [])
})

t.test('reports what breaks it, with its key and its sentence', async (t) => {
  const { findings } = ask(invariant(period), { start: '2026-02-01', end: '2026-01-01' }, { pointer: '/period' })
  t.same(findings, [
    {
      severity: 'error',
      code: 'invariant',
      pointer: '/period',
      sentence: '`{path}` breaks the rule `per-1`: If present, start SHALL have a lower value than end.',
      rule: { system: 'http://hl7.org/fhir/StructureDefinition/Period', code: 'per-1' },
    },
  ])
  const warned = ask(invariant({ ...period, severity: 'warning', source: 'http://example.org/p' }), {
    start: '2',
    end: '1',
  })
  t.match(warned.findings, [{ severity: 'warning', rule: { system: 'http://example.org/p' } }])
})

t.test('asks an invariant of every resource with its own type', async (t) => {
  const rule = invariant({ ...period, expression: 'is(Patient)', type: 'DomainResource' })
  t.same(ask(rule, { resourceType: 'Patient' }).lines, [])
  t.same(ask(rule, { resourceType: 'Device' }).lines, ['error invariant /x'])
})

t.test('sees the value and the sibling of a primitive', async (t) => {
  const rule = invariant({
    ...period,
    expression: "hasValue() or extension.exists(url = 'http://a.org')",
    type: 'string',
  })
  t.same(ask(rule, 'a').lines, [])
  t.same(ask(rule, undefined, {}, { extension: [{ url: 'http://a.org', valueCode: 'a' }] }).lines, [])
  t.same(ask(rule, undefined, {}, { extension: [{ url: 'http://b.org', valueCode: 'a' }] }).lines, [
    'error invariant /x',
  ])
})

t.test('is silent about best practices unless they are asked for', async (t) => {
  const rule = invariant({
    ...period,
    key: 'dom-6',
    expression: 'text.exists()',
    type: 'DomainResource',
    bestPractice: true,
  })
  const resource = { resourceType: 'Patient' }
  t.same(ask(rule, resource).lines, [])
  t.same(ask(rule, resource, { run: { bestPractices: true } }).lines, ['warning invariant /x'])
})

t.test('warns of an invariant that cannot be evaluated, and says why', async (t) => {
  const asked = ask(invariant({ ...period, expression: 'start.unknownFunction()' }), { start: '2026' })
  t.same(asked.lines, ['warning processing /x'])
  t.match(asked.sentences[0], /^The rule `per-1` could not be evaluated at `\{path\}`\. ./)
})

t.test('refuses what gives nothing, unless that is since something is unknown', async (t) => {
  const overlapping = ask(invariant({ ...period, expression: 'start <= end' }), { start: '2026', end: '2026-05' })
  t.same(overlapping.lines, ['error invariant /x'])
  const rule = invariant({ ...period, expression: "resolve().name.first().use = 'official'", type: 'Reference' })
  const away = ask(rule, { reference: 'http://a.org/Patient/1' })
  t.same(away.lines, ['warning processing /x'])
  t.match(away.sentences[0], /could not be evaluated .* not known here\./)
  const resource = { resourceType: 'Observation', contained: [{ resourceType: 'Patient', id: 'p' }] }
  t.same(ask(rule, { reference: '#p' }, { resource }).lines, ['error invariant /x'])
  const member = invariant({ ...period, expression: "memberOf('http://example.org/unknown')", type: 'code' })
  t.same(ask(member, 'a').lines, ['warning processing /x'])
})

t.test('holds where there is no expression', async (t) => {
  const { expression: _, ...without } = period
  t.same(ask(invariant(without), { start: '2', end: '1' }).lines, [])
})

t.test('compiles an expression once', async (t) => {
  t.equal(compiledInvariant('1 = 1', definitions), compiledInvariant('1 = 1', definitions))
})

t.test('never throws', async (t) => {
  for (const value of strangeValues) t.doesNotThrow(() => ask(invariant(period), value))
})
