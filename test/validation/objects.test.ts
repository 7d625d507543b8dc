import t from 'tap'
import { parseWithExactNumbers } from '../../src/fhir/exact-number.js'
import { check, findings, type Resource } from './samples.js'

const observation = (elements: object) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'a' },
  ...elements,
})
const ofObservation = (elements: object) => findings(observation(elements))

t.test('what R4 requires has to be there, as a value or as its extension', async (t) => {
  t.same(findings({ resourceType: 'Observation' }), ['required Observation.status', 'required Observation.code'])
  const extension = [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }]
  t.same(findings({ resourceType: 'Observation', _status: { extension }, code: { text: 'a' } }), [])
})

t.test('a required choice names its alternatives', async (t) => {
  const issues = check('MedicationRequest', {
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    subject: { display: 'a' },
  })
  t.match(issues, [
    {
      code: 'required',
      diagnostics:
        '`MedicationRequest.medication[x]` is missing; `medicationCodeableConcept` or `medicationReference` is required.',
      expression: ['MedicationRequest.medication'],
    },
  ])
})

t.test('a choice is given once, with its `_element`', async (t) => {
  t.same(ofObservation({ valueString: 'a', _valueString: { id: 'a' } }), [])
  t.same(ofObservation({ valueString: 'a', valueInteger: 1, valueBoolean: true }), ['structure Observation.value'])
  t.same(ofObservation({ valueString: 'a', _valueInteger: { extension: [{ url: 'u', valueCode: 'a' }] } }), [
    'structure Observation.value',
  ])
  t.match(check('Observation', observation({ valueString: 'a', valueInteger: 1 })), [
    { diagnostics: '`Observation.value[x]` is given as `valueString` and `valueInteger`; keep one of them.' },
  ])
})

t.test('an object has content beside its id', async (t) => {
  t.same(ofObservation({ subject: {} }), ['structure Observation.subject'])
  t.same(ofObservation({ subject: { id: 'a' } }), ['structure Observation.subject'])
  t.same(ofObservation({ subject: { id: 'a', display: 'b' } }), [])
  t.same(ofObservation({ component: [{ code: { text: 'a' } }, {}] }), ['structure Observation.component[1]'])
})

t.test('numbers may come with their literals, where numbers belong', async (t) => {
  const parse = (text: string) => parseWithExactNumbers(text) as Resource
  const resource = (value: string) => `{"resourceType":"Observation","status":"final","code":{"text":"a"},${value}}`
  t.same(findings(parse(resource('"valueQuantity":{"value":1.000000000000000000001}'))), [])
  t.same(findings(parse(resource('"valueQuantity":1.000000000000000000001'))), ['structure Observation.value'])
  t.same(findings(parse(resource('"valueString":1.000000000000000000001'))), ['structure Observation.value'])
  t.same(findings(parse(resource('"valueInteger":1.000000000000000000001'))), ['value Observation.value'])
})
