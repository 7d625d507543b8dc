import t from 'tap'
import { against, profile } from '../profiled.js'

const observation = { resourceType: 'Observation', status: 'final', code: { text: 'x' } }

t.test('children are walked into data types', async (t) => {
  const check = against([profile('p', 'Patient', [{ id: 'Patient.name.family', min: 1 }])])
  t.strictSame(check({ resourceType: 'Patient', name: [{ family: 'A' }, { text: 'B' }] }), [
    'error required Patient.name[1].family',
  ])
})

t.test('a choice is asked in each of its types', async (t) => {
  const check = against([
    profile('p', 'Observation', [
      { id: 'Observation.value[x]', min: 1, type: [{ code: 'Quantity' }, { code: 'string' }], maxLength: 3 },
    ]),
  ])
  t.strictSame(check(observation), ['error required Observation.value'])
  t.strictSame(check({ ...observation, valueString: 'abcd' }), ['error too-long Observation.value'])
  t.strictSame(check({ ...observation, valueBoolean: true }), ['error structure Observation.value'])
  t.strictSame(check({ ...observation, valueQuantity: { value: 1 } }), [])
})

t.test('slices of a choice by type ask their own type', async (t) => {
  const check = against([
    profile('p', 'Observation', [
      { id: 'Observation.value[x]', slicing: { discriminator: [{ type: 'type', path: '$this' }], rules: 'open' } },
      { id: 'Observation.value[x]:valueQuantity', sliceName: 'valueQuantity', min: 1, type: [{ code: 'Quantity' }] },
      { id: 'Observation.value[x]:valueQuantity.unit', min: 1 },
    ]),
  ])
  t.strictSame(check(observation), ['error required Observation.value'])
  t.strictSame(check({ ...observation, valueQuantity: { value: 1 } }), ['error required Observation.value.unit'])
  t.strictSame(check({ ...observation, valueQuantity: { value: 1, unit: 'x' } }), [])
})

t.test('an extension of a primitive is missed where it has to be', async (t) => {
  const check = against([profile('p', 'Patient', [{ id: 'Patient.birthDate.extension', min: 1 }])])
  t.strictSame(check({ resourceType: 'Patient', birthDate: '2026-01-01' }), [
    'error required Patient.birthDate.extension',
  ])
  t.strictSame(check({ resourceType: 'Patient' }), [])
  const extension = [{ url: 'http://example.org/x', valueString: 'x' }]
  t.strictSame(check({ resourceType: 'Patient', birthDate: '2026-01-01', _birthDate: { extension } }), [])
})

t.test('values of primitives that repeat are asked one by one', async (t) => {
  const elements = [{ id: 'Patient.name.given', fixedString: 'A' } as object]
  const check = against([profile('p', 'Patient', elements)])
  t.strictSame(check({ resourceType: 'Patient', name: [{ given: ['A', 'B'] }] }), [
    'error value Patient.name[0].given[1]',
  ])
})

t.test('an element that is not allowed is found', async (t) => {
  const check = against([profile('p', 'Patient', [{ id: 'Patient.photo', max: '0' }])])
  t.strictSame(check({ resourceType: 'Patient', photo: [{ url: 'http://example.org/a' }] }), [
    'error structure Patient.photo',
  ])
})

t.test('what a profile asks of a resource inside is asked in that resource', async (t) => {
  const check = against([
    profile('p', 'Bundle', [
      { id: 'Bundle.entry.resource', type: [{ code: 'Patient' }] },
      { id: 'Bundle.entry.resource.active', min: 1 },
    ]),
  ])
  const bundle = (resource: object) => ({
    resourceType: 'Bundle',
    type: 'batch',
    entry: [{ resource, request: { method: 'POST', url: 'Patient' } }],
  })
  t.strictSame(check(bundle({ resourceType: 'Patient', active: true })), [])
  t.strictSame(check(bundle({ resourceType: 'Patient', gender: 'male' })), [
    'error required Bundle.entry[0].resource.active',
  ])
})
