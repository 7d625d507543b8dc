import t from 'tap'
import { findings } from './samples.js'

/** Where the name of a patient, or the patient itself, is wrong. https://hl7.org/fhir/R4/json.html#primitive */
const ofName = (name: object) => findings({ resourceType: 'Patient', name: [name] })
const ofPatient = (patient: object) => findings({ resourceType: 'Patient', ...patient })
const extension = [{ url: 'http://clinic.example/e', valueCode: 'a' }]

t.test('a primitive has an id and extensions beside it, with a value or without', async (t) => {
  t.same(ofPatient({ birthDate: '2026', _birthDate: { id: 'a', extension } }), [])
  t.same(ofPatient({ birthDate: '2026', _birthDate: { id: 'a' } }), [])
  t.same(ofPatient({ _birthDate: { extension } }), [])
})

t.test('refuses an `_element` of another shape', async (t) => {
  t.same(ofPatient({ birthDate: '2026', _birthDate: {} }), ['structure Patient.birthDate'])
  t.same(ofPatient({ birthDate: '2026', _birthDate: null }), ['structure Patient.birthDate'])
  t.same(ofPatient({ birthDate: '2026', _birthDate: [{ extension }] }), ['structure Patient.birthDate'])
  t.same(ofPatient({ birthDate: '2026', _birthDate: { value: 1 } }), ['structure Patient.birthDate.value'])
  t.same(ofPatient({ birthDate: '2026', _birthDate: { extension: [{}] } }), [
    'structure Patient.birthDate.extension[0]',
  ])
  t.same(ofPatient({ _birthDate: { id: 'a' } }), ['structure Patient.birthDate'])
  t.same(ofPatient({ birthDate: null, _birthDate: { extension } }), ['structure Patient.birthDate'])
})

t.test('null in a list stands for a value that its `_element` has', async (t) => {
  t.same(ofName({ given: ['a', null], _given: [null, { extension }] }), [])
  t.same(ofName({ given: ['a', 'b'], _given: [null, { id: 'b' }] }), [])
  t.same(ofName({ given: ['a', 'b'], _given: [{ id: 'a' }] }), [], 'a shorter list of `_elements` is clear as well')
  t.same(ofName({ given: [null], _given: [{ extension }] }), [])
  t.same(ofName({ _given: [{ extension }] }), [])
})

t.test('refuses null in a list where nothing stands for it', async (t) => {
  t.same(ofName({ given: ['a', null] }), ['structure Patient.name[0].given[1]'])
  t.same(ofName({ given: [null, 'a'], _given: [{ id: 'a' }] }), ['structure Patient.name[0].given[0]'])
  t.same(ofName({ given: ['a', null], _given: [null, null] }), ['structure Patient.name[0].given[1]'])
  t.same(ofName({ given: ['a'], _given: [null, null] }), ['structure Patient.name[0].given[1]'])
  t.same(ofName({ given: ['a'], _given: [null, { id: 'b' }] }), ['structure Patient.name[0].given[1]'])
  t.same(ofName({ _given: [null] }), ['structure Patient.name[0].given[0]'])
  t.same(ofName({ given: ['a'], _given: [] }), ['structure Patient.name[0].given'])
  t.same(ofName({ given: ['a'], _given: { id: 'a' } }), ['structure Patient.name[0].given'])
  t.same(ofName({ given: ['a'], _given: ['a'] }), ['structure Patient.name[0].given[0]'])
})

t.test('every value of a list is looked at', async (t) => {
  t.same(ofName({ given: ['a', '', 5, ['b']] }), [
    'value Patient.name[0].given[1]',
    'structure Patient.name[0].given[2]',
    'structure Patient.name[0].given[3]',
  ])
})
