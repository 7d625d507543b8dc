import t from 'tap'
import { reference } from '../../../src/validation/rules/reference.js'
import { ask, strangeValues } from './sample-run.js'

const base = 'http://hl7.org/fhir/StructureDefinition/'
const any = reference({ targets: [], profiles: [] })
const patientOrGroup = reference({ targets: [`${base}Patient`, `${base}Group`], profiles: [] })

t.test('takes the forms that a literal reference can have', async (t) => {
  for (const text of [
    'Patient/1',
    'Patient/1/_history/2',
    'http://example.org/fhir/Patient/1',
    'https://example.org/anything?a=b',
    'Patient/1#part',
  ]) {
    t.same(ask(any, { reference: text }).lines, [], text)
  }
  t.same(ask(any, { display: 'the patient' }).lines, [])
  t.same(ask(any, { identifier: { value: '1' } }).lines, [])
})

t.test('refuses relative references that are malformed, or of no type of R4', async (t) => {
  for (const text of [
    'Patient/',
    'patient/1',
    'Patient',
    '1',
    'Patient/a_b',
    'Pateint/1',
    'Patient/1/name',
    '/Patient/1',
  ]) {
    t.same(ask(any, { reference: text }).lines, ['error value /x/reference'], text)
  }
  t.match(ask(any, { reference: 'Pateint/1' }).sentences[0], /Did you mean `Patient`\?/)
})

t.test('refuses a target of another type', async (t) => {
  t.same(ask(patientOrGroup, { reference: 'Patient/1' }).lines, [])
  const asked = ask(patientOrGroup, { reference: 'http://example.org/fhir/Observation/1' }, { pointer: '/subject' })
  t.same(asked.lines, ['error value /subject/reference'])
  t.equal(asked.sentences[0], '`{path}` leads to an `Observation`; it has to lead to `Patient` or `Group`.')
  t.same(ask(patientOrGroup, { reference: 'http://example.org/Foo/1' }).lines, [], 'an address may be of another world')
})

t.test('holds `type` to the targets, and to the reference', async (t) => {
  t.same(ask(patientOrGroup, { type: 'Patient', identifier: { value: '1' } }).lines, [])
  t.same(ask(patientOrGroup, { type: `${base}Patient` }).lines, [])
  t.same(ask(patientOrGroup, { type: 'Device', identifier: { value: '1' } }).lines, ['error value /x/type'])
  t.same(ask(patientOrGroup, { type: 'Group', reference: 'Patient/1' }).lines, ['error value /x/type'])
  t.same(
    ask(patientOrGroup, { type: 'Thing', identifier: { value: '1' } }).lines,
    [],
    'a type that is none is the binding’s matter',
  )
})

t.test('finds contained resources by `#id`, and their type', async (t) => {
  const resource = { resourceType: 'Observation', contained: [{ resourceType: 'Device', id: 'd' }] }
  t.same(ask(any, { reference: '#d' }, { resource }).lines, [])
  t.same(ask(patientOrGroup, { reference: '#d' }, { resource }).lines, ['error value /x/reference'])
  const missing = ask(any, { reference: '#e' }, { resource })
  t.same(missing.lines, ['error invariant /x/reference'])
  t.equal(missing.findings[0]?.rule?.code, 'ref-1')
})

t.test('takes `#` for the container', async (t) => {
  const inner = { resourceType: 'Device', id: 'd' }
  const container = { resourceType: 'Patient', contained: [inner] }
  t.same(ask(patientOrGroup, { reference: '#' }, { resource: inner, container }).lines, [])
  const group = reference({ targets: [`${base}Group`], profiles: [] })
  t.same(ask(group, { reference: '#' }, { resource: inner, container }).lines, ['error value /x/reference'])
})

t.test('follows references within a Bundle', async (t) => {
  const entry = (fullUrl: string, resource: object) => ({ fullUrl, resource })
  const bundle = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [
      entry('urn:uuid:1', { resourceType: 'Device', id: 'd' }),
      entry('http://a.org/fhir/Patient/2', { resourceType: 'Patient', id: '2', meta: { versionId: '7' } }),
    ],
  }
  t.same(ask(patientOrGroup, { reference: 'urn:uuid:1' }, { bundle }).lines, ['error value /x/reference'])
  t.same(ask(any, { reference: 'urn:uuid:2' }, { bundle }).lines, ['warning not-found /x/reference'])
  t.same(ask(any, { reference: 'urn:uuid:2' }).lines, ['warning not-found /x/reference'])
  const bundled = reference({ targets: [], profiles: [], aggregation: ['bundled'] })
  const place = { bundle, fullUrl: 'http://a.org/fhir/Observation/1' }
  t.same(ask(bundled, { reference: 'Patient/2' }, place).lines, [])
  t.same(ask(bundled, { reference: 'Patient/2/_history/7' }, place).lines, [])
  t.same(ask(bundled, { reference: 'Patient/2/_history/8' }, place).lines, ['error value /x/reference'])
  t.same(ask(bundled, { reference: 'Patient/2' }, { ...place, fullUrl: 'urn:uuid:9' }).lines, [
    'error value /x/reference',
  ])
})

t.test('takes criteria for a reference within a transaction only', async (t) => {
  const value = { reference: 'Patient?identifier=1' }
  t.same(ask(patientOrGroup, value, { bundle: { resourceType: 'Bundle', type: 'transaction' } }).lines, [])
  t.same(ask(patientOrGroup, value, { bundle: { resourceType: 'Bundle', type: 'batch' } }).lines, [
    'error value /x/reference',
  ])
  t.same(ask(patientOrGroup, value).lines, ['error value /x/reference'])
  t.same(ask(any, { reference: 'Pat?identifier=1' }).lines, ['error value /x/reference'])
})

t.test('says of a reference in a document that it fits two entries', async (t) => {
  const entry = { fullUrl: 'http://a.org/Patient/1', resource: { resourceType: 'Patient', id: '1' } }
  const bundle = { resourceType: 'Bundle', type: 'document', entry: [entry, entry] }
  t.same(ask(any, { reference: 'http://a.org/Patient/1' }, { bundle }).lines, ['error multiple-matches /x/reference'])
})

t.test('holds references to the modes of aggregation', async (t) => {
  const resource = { resourceType: 'Observation', contained: [{ resourceType: 'Patient', id: 'p' }] }
  const contained = reference({ targets: [], profiles: [], aggregation: ['contained'] })
  const referenced = reference({ targets: [], profiles: [], aggregation: ['referenced', 'bundled'] })
  t.same(ask(contained, { reference: '#p' }, { resource }).lines, [])
  t.same(ask(contained, { reference: 'Patient/1' }, { resource }).lines, ['error value /x/reference'])
  t.same(ask(referenced, { reference: '#p' }, { resource }).lines, ['error value /x/reference'])
  t.same(ask(referenced, { reference: 'Patient/1' }, { resource }).lines, [])
})

t.test('holds references to their versioning', async (t) => {
  const specific = reference({ targets: [], profiles: [], versioning: 'specific' })
  const independent = reference({ targets: [], profiles: [], versioning: 'independent' })
  t.same(ask(specific, { reference: 'Patient/1/_history/1' }).lines, [])
  t.same(ask(specific, { reference: 'Patient/1' }).lines, ['error value /x/reference'])
  t.same(ask(independent, { reference: 'Patient/1' }).lines, [])
  t.same(ask(independent, { reference: 'Patient/1/_history/1' }).lines, ['error value /x/reference'])
})

t.test('checks the form of a canonical', async (t) => {
  const canonical = reference({ targets: [`${base}ValueSet`], profiles: [], canonical: true })
  t.same(ask(canonical, 'http://example.org/ValueSet/a|1').lines, [])
  t.same(ask(canonical, 'ValueSet/a').lines, ['warning value /x'])
  t.same(ask(canonical, '#a').lines, ['error value /x'])
})

t.test('refuses a canonical that is known to lead to another type', async (t) => {
  const questionnaire = reference({ targets: [`${base}Questionnaire`], profiles: [], canonical: true })
  const asked = ask(questionnaire, 'http://hl7.org/fhir/ValueSet/item-type|4.0.1')
  t.same(asked.lines, ['error value /x'])
  t.match(asked.sentences[0], /which is a `ValueSet`; it has to lead to `Questionnaire`\.$/)
  t.same(ask(questionnaire, 'http://example.org/Questionnaire/a').lines, [])
  const any = reference({ targets: [], profiles: [], canonical: true })
  t.same(ask(any, 'http://hl7.org/fhir/ValueSet/item-type').lines, [])
})

t.test('leaves values of other JSON types to the structure check', async (t) => {
  for (const value of strangeValues) t.same(ask(any, value).lines, [])
  t.same(ask(any, { reference: 5, type: [] }).lines, [])
})
