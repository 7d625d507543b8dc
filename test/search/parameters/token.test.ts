import fc from 'fast-check'
import t from 'tap'
import { token } from '../../../src/search/parameters/token.js'
import { finds, predicateOf } from '../clinic.js'

const observation = {
  resourceType: 'Observation',
  status: 'final',
  code: {
    coding: [
      { system: 'http://loinc.org', code: '8480-6', display: 'Systolic' },
      { system: 'http://local', code: 'BP' },
    ],
    text: 'Blood pressure',
  },
}

// https://hl7.org/fhir/R4/search.html#token
t.test('each coding of a CodeableConcept is found in each form', async (t) => {
  for (const value of ['8480-6', 'http://loinc.org|8480-6', 'http://loinc.org|', 'BP', 'http://local|BP'])
    t.ok(finds(observation, 'code', value), value)
  for (const value of ['|8480-6', 'http://local|8480-6', 'bp', 'Systolic'])
    t.notOk(finds(observation, 'code', value), value)
})

t.test('alternatives are a union', async (t) => {
  t.ok(finds(observation, 'code', 'nothing', 'BP'))
  t.notOk(finds(observation, 'code', 'nothing', 'neither'))
})

t.test(':not is everything else, resources without a value included', async (t) => {
  t.notOk(finds(observation, 'code:not', 'BP'))
  t.notOk(finds(observation, 'code:not', 'nothing', 'BP'))
  t.ok(finds(observation, 'code:not', 'nothing'))
  t.ok(finds({ resourceType: 'Observation' }, 'code:not', 'BP'))
})

t.test('a code is found alone and with the system of its value set, not with another one or with none', async (t) => {
  const codes = [
    [observation, 'status', 'final', 'http://hl7.org/fhir/observation-status'],
    [{ resourceType: 'Patient', gender: 'male' }, 'gender', 'male', 'http://hl7.org/fhir/administrative-gender'],
    [{ resourceType: 'Task', status: 'ready' }, 'status', 'ready', 'http://hl7.org/fhir/task-status'],
    [
      { resourceType: 'CodeSystem', concept: [{ designation: [{ language: 'de-CH' }] }] },
      'language',
      'de-CH',
      'urn:ietf:bcp:47',
    ],
    [{ resourceType: 'Patient', address: [{ use: 'home' }] }, 'address-use', 'home', 'http://hl7.org/fhir/address-use'],
  ] as const
  for (const [resource, name, code, system] of codes) {
    for (const value of [code, `${system}|${code}`, `${system}|`]) t.ok(finds(resource, name, value), value)
    for (const other of ['http://hl7.org/fhir/goal-status', 'http://loinc.org', ''])
      t.notOk(finds(resource, name, `${other}|${code}`), `${other}|${code}`)
    t.notOk(finds(resource, name, 'http://hl7.org/fhir/goal-status|'))
  }
})

t.test('a code of several systems is found with each, one whose value set is unknown with none', async (t) => {
  const intent = { resourceType: 'Task', intent: 'order' }
  for (const system of ['http://hl7.org/fhir/task-intent', 'http://hl7.org/fhir/request-intent'])
    t.ok(finds(intent, 'intent', `${system}|order`), system)
  t.notOk(finds(intent, 'intent', '|order'))
  const system = { resourceType: 'CodeSystem', concept: [{ code: 'a' }] }
  t.ok(finds(system, 'code', '|a'))
  t.ok(finds(system, 'code', 'a'))
})

t.test('identifiers are found by value, system and type', async (t) => {
  const type = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] }
  const patient = { resourceType: 'Patient', identifier: [{ type, system: 'urn:oid:1.2', value: '12345' }] }
  for (const value of ['12345', 'urn:oid:1.2|12345', 'urn:oid:1.2|']) t.ok(finds(patient, 'identifier', value), value)
  t.ok(finds(patient, 'identifier:of-type', 'http://terminology.hl7.org/CodeSystem/v2-0203|MR|12345'))
  t.notOk(finds(patient, 'identifier:of-type', 'http://terminology.hl7.org/CodeSystem/v2-0203|SS|12345'))
  t.throws(() => predicateOf('Patient', 'identifier:of-type', 'MR|12345'), { message: /`system\|code\|value`/ })
})

t.test('booleans, telecoms and missing values', async (t) => {
  const patient = { resourceType: 'Patient', active: true, telecom: [{ system: 'email', value: 'Ann@Example.org' }] }
  t.ok(finds(patient, 'active', 'true'))
  t.notOk(finds(patient, 'active', 'false'))
  t.ok(finds(patient, 'email', 'ann@example.ORG'))
  t.ok(finds(patient, 'gender:missing', 'true'))
  t.ok(finds(patient, 'active:missing', 'false'))
})

t.test('labels of meta are tokens of every resource', async (t) => {
  const tag = { system: 'http://s', code: 't' }
  t.ok(finds({ resourceType: 'Basic', meta: { tag: [tag], security: [tag] } }, '_tag', 'http://s|t'))
  t.ok(finds({ resourceType: 'Basic', meta: { tag: [tag], security: [tag] } }, '_security', 't'))
})

const word = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => text.trim() !== '')
const escaped = (text: string): string => text.replace(/[\\,|$]/g, '\\$&')

t.test('what is indexed is found by its own text, and p plus p:not is everything', async () => {
  fc.assert(
    fc.property(word, fc.option(word, { nil: undefined }), word, (code, system, other) => {
      const coding = system === undefined ? { code } : { system, code }
      const resource = { resourceType: 'Observation', code: { coding: [coding] } }
      const own = system === undefined ? `|${escaped(code)}` : `${escaped(system)}|${escaped(code)}`
      return (
        finds(resource, 'code', own) &&
        finds(resource, 'code', escaped(code)) &&
        finds(resource, 'code', escaped(other)) !== finds(resource, 'code:not', escaped(other))
      )
    }),
  )
})

t.test('the modifiers are those that are matched', async (t) => {
  t.same(token.modifiers, ['missing', 'not', 'of-type'])
})
