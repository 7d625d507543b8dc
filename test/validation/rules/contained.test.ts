import t from 'tap'
import { contained } from '../../../src/validation/rules/contained.js'
import { ask, strangeValues } from './sample-run.js'

const rule = contained()
const check = (resource: object) => ask(rule, resource, { resource, pointer: '' })
const device = { resourceType: 'Device', id: 'd' }
const using = (inner: object, more: object = {}) => ({
  resourceType: 'Observation',
  contained: [inner],
  device: { reference: '#d' },
  ...more,
})
const keys = (resource: object) => check(resource).findings.map(({ rule, pointer }) => `${rule?.code} ${pointer}`)

t.test('takes a contained resource that is referred to', async (t) => {
  t.same(check(using(device)).lines, [])
  t.same(check({ resourceType: 'Observation' }).lines, [])
})

t.test('takes references by reference, uri, url and canonical, at any depth', async (t) => {
  for (const more of [
    { extension: [{ url: 'http://a.org', valueUri: '#d' }] },
    { extension: [{ url: 'http://a.org', valueCanonical: '#d' }] },
    { component: [{ code: { text: 'a' }, extension: [{ url: 'http://a.org', valueUrl: '#d' }] }] },
    { text: { status: 'generated', div: '<div><img alt="a" src="#d"/></div>' } },
    { _status: { extension: [{ url: 'http://a.org', valueReference: { reference: '#d' } }] } },
  ]) {
    t.same(check(using(device, { device: undefined, ...more })).lines, [], JSON.stringify(more))
  }
})

t.test('takes a contained resource that refers to its container', async (t) => {
  const provenance = { resourceType: 'Provenance', id: 'd', target: [{ reference: '#' }] }
  t.same(check(using(provenance, { device: undefined })).lines, [])
})

t.test('refuses a contained resource that nothing needs', async (t) => {
  t.same(keys(using(device, { device: undefined })), ['dom-3 /contained/0'])
  t.same(keys(using(device, { device: { display: '#d' } })), ['dom-3 /contained/0'], 'text is no reference')
})

t.test('refuses nesting, versions and security labels inside', async (t) => {
  t.same(keys(using({ ...device, contained: [{ resourceType: 'Patient', id: 'p' }] })), [
    'dom-2 /contained/0/contained',
  ])
  t.same(keys(using({ ...device, meta: { versionId: '1', lastUpdated: '2026-11-24T09:30:00Z' } })), [
    'dom-4 /contained/0/meta/versionId',
    'dom-4 /contained/0/meta/lastUpdated',
  ])
  t.same(keys(using({ ...device, meta: { security: [{ code: 'R' }] } })), ['dom-5 /contained/0/meta/security'])
})

t.test('wants an id of each, which no other has', async (t) => {
  t.same(check(using({ resourceType: 'Device' })).lines, ['error required /contained/0'])
  const twice = { ...using(device), contained: [device, { ...device, resourceType: 'Patient' }] }
  t.same(check(twice).lines, ['error duplicate /contained/1/id'])
})

t.test('leaves values of other JSON types to the structure check', async (t) => {
  for (const value of strangeValues) {
    t.same(ask(rule, value).lines, [])
    t.doesNotThrow(() => check({ resourceType: 'Observation', contained: value }))
    t.doesNotThrow(() => check({ resourceType: 'Observation', contained: [value] }))
  }
})
