import t from 'tap'
import { example, linesOf, noAnswers, profile, r4, validatorWith } from './profiled.js'
import type { Resource } from './samples.js'

const validate = validatorWith()
const of = (resource: Resource, profiles: readonly string[] = []) =>
  validate({ type: resource.resourceType, resource, profiles, answers: noAnswers })

const reading = (code: string) => ({
  code: { coding: [{ system: 'http://loinc.org', code }] },
  valueQuantity: { value: 100, unit: 'mmHg', system: 'http://unitsofmeasure.org', code: 'mm[Hg]' },
})
const bloodPressure = {
  resourceType: 'Observation',
  status: 'final',
  category: [
    { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] },
  ],
  code: { coding: [{ system: 'http://loinc.org', code: '85354-9' }] },
  subject: { reference: 'Patient/1' },
  effectiveDateTime: '2026-11-24',
  component: [reading('8480-6'), reading('8462-4')],
}

t.test('accepts a blood pressure as the profile of R4 wants it', async (t) => {
  t.strictSame(linesOf(of(bloodPressure, [r4('bp')])), [])
})

t.test('says which part of a blood pressure is missing', async (t) => {
  const { issues } = of({ ...bloodPressure, component: [reading('8480-6')] }, [r4('bp')])
  const slice = issues.find(({ details }) => details?.coding[0]?.code === 'component:DiastolicBP')
  t.equal(slice?.diagnostics, '`Observation.component` has nothing of the slice `DiastolicBP`; one is required.')
  t.strictSame(slice?.expression, ['Observation.component'])
  t.equal(slice?.details?.coding[0]?.system, 'http://hl7.org/fhir/StructureDefinition/bp|4.0.1')
})

t.test('asks bindings and invariants of the type itself', async (t) => {
  const lines = linesOf(of({ resourceType: 'Patient', gender: 'x', contact: [{ gender: 'male' }] }))
  t.ok(lines.includes('error code-invalid Patient.gender'), lines.join('\n'))
  t.ok(lines.includes('error invariant Patient.contact[0]'), lines.join('\n'))
})

t.test('keeps what the structure check finds apart, and goes on with what is well-formed', async (t) => {
  const result = of({ resourceType: 'Patient', birthDate: 5, gender: 'x' })
  t.equal(result.structural.length, 1)
  t.strictSame(linesOf(result), ['error structure Patient.birthDate', 'error code-invalid Patient.gender'])
})

t.test('returns what it has to ask, and decides with the answers', async (t) => {
  const strict = validatorWith([
    profile('named', 'Patient', [{ id: 'Patient.name', min: 1 }]),
    profile('of-named', 'Observation', [
      { id: 'Observation.subject', type: [{ code: 'Reference', targetProfile: [example('named')] }] },
    ]),
  ])
  const resource = {
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'x' },
    subject: { reference: 'Patient/1' },
  }
  const request = { type: 'Observation', resource, profiles: [example('of-named')] }
  const asked = strict({ ...request, answers: noAnswers })
  t.strictSame(asked.questions, [{ kind: 'resource', key: 'Patient/1' }])
  const answered = (patient: object) =>
    linesOf(strict({ ...request, answers: { codes: new Map(), resources: new Map([['Patient/1', patient]]) } }))
  t.strictSame(answered({ resourceType: 'Patient', name: [{ text: 'A' }] }), [])
  t.strictSame(answered({ resourceType: 'Patient' }), ['error value Observation.subject'])
})

t.test('caps the issues, and says that there are more', async (t) => {
  const few = validatorWith([], { issuesMax: 5 })
  const contact = Array.from({ length: 1000 }, () => ({ gender: 'x' }))
  const { issues } = few({
    type: 'Patient',
    resource: { resourceType: 'Patient', contact },
    profiles: [],
    answers: noAnswers,
  })
  t.equal(issues.length, 6)
  t.match(issues.at(-1)?.diagnostics, /more problems/)
})

t.test('ends with an issue where a resource is nested too deeply', async (t) => {
  let extension: object = { url: 'http://example.org/x', valueString: 'x' }
  for (let depth = 0; depth < 50_000; depth++) extension = { url: 'http://example.org/x', extension: [extension] }
  const { issues } = of({ resourceType: 'Patient', extension: [extension] })
  t.ok(issues.some(({ code }) => code === 'too-costly'))
})

t.test('reports best practices where the settings ask for them', async (t) => {
  const resource = { resourceType: 'Patient', active: true }
  const lines = (bestPractice: 'off' | 'warning') =>
    linesOf(validatorWith([], { bestPractice })({ type: 'Patient', resource, profiles: [], answers: noAnswers }))
  t.strictSame(lines('off'), [])
  t.strictSame(lines('warning'), ['warning invariant Patient'])
})

t.test('throws nothing, whatever JSON it is given', async (t) => {
  const junk = [
    null,
    5,
    'x',
    [],
    {},
    [null],
    [[]],
    true,
    { resourceType: 'Patient' },
    { extension: 5 },
    [{ extension: [null] }],
  ]
  for (const value of junk) {
    for (const name of [
      'component',
      'code',
      'category',
      'subject',
      'meta',
      'contained',
      '_status',
      'extension',
      'valueQuantity',
    ]) {
      t.doesNotThrow(() => of({ ...bloodPressure, [name]: value }, [r4('bp')]), `${name}: ${JSON.stringify(value)}`)
    }
  }
})

t.test(
  'asks what a profile wants of a contained resource with the container as `%resource`, and of its parts with itself',
  async (t) => {
    const constraint = (key: string, expression: string) => ({
      constraint: [{ key, severity: 'error' as const, human: 'x', expression }],
    })
    const strict = validatorWith([
      profile('around', 'Patient', [
        {
          id: 'Patient.contained',
          type: [{ code: 'Practitioner' }],
          ...constraint('c-1', 'is(Practitioner) and %resource is Patient and %rootResource is Patient'),
        },
        {
          id: 'Patient.contained.name',
          ...constraint('c-2', '%resource is Practitioner and %rootResource is Patient'),
        },
      ]),
    ])
    const practitioner = { resourceType: 'Practitioner', id: 'p', name: [{ text: 'a' }] }
    const resource = { resourceType: 'Patient', contained: [practitioner], generalPractitioner: [{ reference: '#p' }] }
    const ask = (profiles: readonly string[]) => strict({ type: 'Patient', resource, profiles, answers: noAnswers })
    t.strictSame(linesOf(ask([example('around')])), [])
  },
)
