import t from 'tap'
import { compartmentTypes, inCompartment } from '../../src/search/compartment.js'
import { definitions, parameterContext } from '../store/search-world.js'

const patient = { type: 'Patient', id: '1' }

t.test('knows which types are in a compartment', async (t) => {
  const all = compartmentTypes(patient, [], definitions)
  t.ok(all.includes('Observation'))
  t.notOk(all.includes('Organization'))
  t.same(compartmentTypes(patient, ['Observation', 'Organization'], definitions), ['Observation'])
})

t.test('refuses other compartments, and types that are never in it', async (t) => {
  t.throws(() => compartmentTypes({ type: 'Organization', id: '1' }, [], definitions), {
    name: 'FhirError',
    status: 404,
  })
  t.throws(() => compartmentTypes(patient, ['Organization'], definitions), { name: 'FhirError', status: 400 })
})

t.test('is one token', async (t) => {
  t.match(inCompartment(patient, parameterContext), { kind: 'tokens-all', hashes: [/^-?\d+$/] })
})
