import t from 'tap'
import { createReferenceNormalizer } from '../../src/fhir/reference.js'
import { localReferences, parseLocal } from '../../src/search/local-references.js'
import { definitions } from './clinic.js'

const context = {
  normalizeReference: createReferenceNormalizer('http://clinic.example/fhir'),
  isResourceType: (name: string) => definitions.isResourceType(name),
}

t.test('references are found anywhere, each target once, with their path', async (t) => {
  const observation = {
    resourceType: 'Observation',
    subject: { reference: 'Patient/1' },
    performer: [{ display: 'x' }, { reference: 'http://clinic.example/fhir/Practitioner/2/_history/1' }],
    contained: [{ resourceType: 'Encounter', id: 'c', subject: { reference: 'Patient/1' } }],
    extension: [{ url: 'http://x', valueReference: { reference: 'Device/3' } }],
    _issued: { extension: [{ url: 'http://x', valueReference: { reference: 'Group/4' } }] },
  }
  t.same(localReferences('Observation', observation, context), [
    { type: 'Patient', id: '1', path: 'Observation.subject' },
    { type: 'Practitioner', id: '2', path: 'Observation.performer[1]' },
    { type: 'Device', id: '3', path: 'Observation.extension[0].valueReference' },
    { type: 'Group', id: '4', path: 'Observation.issued.extension[0].valueReference' },
  ])
})

t.test('other servers, urns, fragments, unknown types and canonicals are no local references', async (t) => {
  const resource = {
    subject: { reference: 'http://other.example/fhir/Patient/1' },
    a: { reference: 'urn:uuid:0000' },
    b: { reference: '#c' },
    c: { reference: 'Nothing/1' },
    d: { reference: 5 },
    instantiatesCanonical: ['PlanDefinition/1'],
  }
  t.same(localReferences('Observation', resource, context), [])
})

t.test('the resources of a Bundle’s entries are not looked into', async (t) => {
  const bundle = {
    resourceType: 'Bundle',
    signature: { who: { reference: 'Practitioner/1' } },
    entry: [{ resource: { resourceType: 'Observation', subject: { reference: 'Patient/1' } } }],
  }
  t.same(
    localReferences('Bundle', bundle, context).map(({ id, type }) => `${type}/${id}`),
    ['Practitioner/1'],
  )
})

t.test('nesting of any depth is survived', async (t) => {
  let deep: object = { reference: 'Patient/1' }
  for (let level = 0; level < 100_000; level++) deep = { extension: [deep] }
  t.same(localReferences('Observation', deep, context), [])
})

t.test('a normalised reference is taken apart only where it is local', async (t) => {
  t.same(parseLocal('Patient/1', context), { type: 'Patient', id: '1' })
  for (const text of ['', 'Patient', '/1', 'http://x/Patient/1', 'urn:uuid:1'])
    t.equal(parseLocal(text, context), undefined)
})
