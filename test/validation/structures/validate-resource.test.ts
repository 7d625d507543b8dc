import t from 'tap'
import { example, linesOf, noAnswers, profile, r4, validatorWith } from '../profiled.js'
import type { Resource } from '../samples.js'

const named = profile('named', 'Patient', [{ id: 'Patient.name', min: 1 }])
const gendered = profile('gendered', 'Patient', [{ id: 'Patient.gender', min: 1 }], { version: '2.0' })
const model = profile('model', 'Patient', [], {
  kind: 'logical',
  type: example('model'),
  snapshot: { element: [{ path: 'model' }] },
})
const profiles = [named, gendered, model, profile('any', 'DomainResource', [{ id: 'DomainResource.language', min: 1 }])]
const patient = (...claims: readonly string[]): Resource => ({
  resourceType: 'Patient',
  active: true,
  ...(claims.length === 0 ? {} : { meta: { profile: claims } }),
})
const run = (resource: Resource, asked: readonly string[] = [], settings: Parameters<typeof validatorWith>[1] = {}) =>
  validatorWith(profiles, settings)({ type: resource.resourceType, resource, profiles: asked, answers: noAnswers })

t.test('holds a resource to what it claims, with or without a version', async (t) => {
  t.strictSame(linesOf(run(patient(example('named')))), ['error required Patient.name'])
  t.strictSame(linesOf(run(patient(`${example('gendered')}|2.0`))), ['error required Patient.gender'])
})

t.test('to what the request names, and to what the configuration adds, each once', async (t) => {
  const defaultProfiles = new Map([['Patient', [example('named')]]])
  t.strictSame(linesOf(run(patient(example('named')), [example('named')], { defaultProfiles })), [
    'error required Patient.name',
  ])
  t.strictSame(linesOf(run(patient(), [], { defaultProfiles })), ['error required Patient.name'])
})

t.test('an unknown claim is a warning or an error; an unknown profile of the request an error', async (t) => {
  const claim = patient(example('unknown'))
  t.strictSame(linesOf(run(claim)), ['warning not-found Patient.meta.profile[0]'])
  t.strictSame(linesOf(run(claim, [], { unknownProfile: 'error' })), ['error not-found Patient.meta.profile[0]'])
  t.strictSame(linesOf(run(patient(), [example('unknown')])), ['error not-found Patient'])
})

t.test('a profile of another type, of a data type, or a logical model is an error', async (t) => {
  for (const url of [r4('bp'), r4('SimpleQuantity'), example('model')])
    t.match(linesOf(run(patient(url))), [/^error/], url)
})

t.test('a profile of any resource fits all, and a type itself asks nothing more', async (t) => {
  t.strictSame(linesOf(run(patient(example('any')))), ['error required Patient.language'])
  t.strictSame(linesOf(run(patient(r4('Patient'), r4('DomainResource')))), [])
})

t.test('resources inside are held to their own claims', async (t) => {
  const bundle: Resource = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [{ fullUrl: 'urn:uuid:0a7b2d4e-5b1c-4c39-9df2-2b6fbb4c3a10', resource: patient(example('named')) }],
  }
  t.strictSame(linesOf(run(bundle)), ['error required Bundle.entry[0].resource.name'])
})

t.test('claims that are no strings are no matter of this check', async (t) => {
  t.strictSame(linesOf(run({ resourceType: 'Patient', active: true, meta: { profile: [5] } })).length, 1)
})
