import t from 'tap'
import {
  bundledResources,
  containedResource,
  resolveReference,
  storedResource,
  withoutFragment,
} from '../../../src/validation/rules/resolve.js'
import { frameOf, type Place, sampleRun } from './sample-run.js'

const patient = (id: string, versionId: string) => ({ resourceType: 'Patient', id, meta: { versionId } })
const first = patient('1', '1')
const second = patient('1', '2')
const device = { resourceType: 'Device', id: '1' }
const bundle = {
  resourceType: 'Bundle',
  entry: [
    { fullUrl: 'http://a.org/fhir/Patient/1', resource: first },
    { fullUrl: 'http://a.org/fhir/Patient/1', resource: second },
    { fullUrl: 'urn:uuid:1', resource: device },
    { fullUrl: 'http://a.org/anything', resource: { resourceType: 'Basic' } },
    { resource: { resourceType: 'Patient', id: '9' } },
    null,
  ],
}

t.test('finds entries of a Bundle by their fullUrl', async (t) => {
  const from = (fullUrl: string | undefined, text: string) => bundledResources(bundle, fullUrl, text)
  t.same(from(undefined, 'urn:uuid:1'), [device])
  t.same(from(undefined, 'http://a.org/anything').length, 1)
  t.same(from(undefined, 'http://a.org/fhir/Patient/1'), [first, second])
  t.same(from(undefined, 'http://a.org/fhir/Patient/1/_history/2'), [second])
  t.same(from(undefined, 'http://b.org/fhir/Patient/1'), [])
})

t.test('counts a relative reference from the address of its own entry', async (t) => {
  const from = (fullUrl: string | undefined, text: string) => bundledResources(bundle, fullUrl, text)
  t.same(from('http://a.org/fhir/Observation/5', 'Patient/1/_history/1'), [first])
  t.same(from('http://b.org/fhir/Observation/5', 'Patient/1'), [])
  t.same(from('urn:uuid:5', 'Patient/1'), [])
  t.same(from(undefined, 'Patient/9'), [])
})

t.test('takes a Bundle without entries', async (t) => {
  t.same(bundledResources({ resourceType: 'Bundle', entry: 5 }, undefined, 'urn:uuid:1'), [])
})

t.test('resolves what is contained, the container, the Bundle around, and what is stored', async (t) => {
  const inner = { resourceType: 'Device', id: 'd' }
  const container = { resourceType: 'Observation', contained: [inner] }
  const place: Place = { resource: inner, container, bundle, fullUrl: 'http://a.org/fhir/Observation/5' }
  const stored = { resourceType: 'Group', id: '7' }
  const { run, questions } = sampleRun({ answers: { codes: new Map(), resources: new Map([['Group/7', stored]]) } })
  const frame = frameOf(run, place)
  t.equal(resolveReference(frame, '#'), container)
  t.equal(resolveReference(frame, '#d'), inner)
  t.equal(resolveReference(frame, '#e'), undefined)
  t.equal(resolveReference(frame, 'Patient/1'), first)
  t.equal(resolveReference(frame, 'Group/7'), stored)
  t.same(questions, [])
  t.equal(containedResource(frame, 'd'), inner)
})

t.test('asks for what only the store has, once it is known to be a resource of this server', async (t) => {
  const resources = new Map([['Group/8', undefined]])
  const { run, questions } = sampleRun({ answers: { codes: new Map(), resources } })
  const frame = frameOf(run, {})
  for (const text of ['Group/7', 'Group/7/_history/1', 'Group/8', 'Foo/1', 'http://a.org/Group/1', 'urn:uuid:1']) {
    t.equal(storedResource(frame, text), undefined, text)
  }
  t.same(questions, [
    { kind: 'resource', key: 'Group/7' },
    { kind: 'resource', key: 'Group/7' },
  ])
})

t.test('leaves out what follows `#`, but not a `#` at the beginning', async (t) => {
  t.equal(withoutFragment('Patient/1#a'), 'Patient/1')
  t.equal(withoutFragment('#a'), '#a')
})

t.test('the first contained resource of an id is found, however many there are', async (t) => {
  const contained = Array.from({ length: 20_000 }, (_, at) => ({
    resourceType: 'Organization',
    id: `o${at % 19_999}`,
    at,
  }))
  const frame = frameOf(sampleRun().run, { resource: { resourceType: 'Patient', contained } })
  t.match(containedResource(frame, 'o0'), { at: 0 })
  t.match(containedResource(frame, 'o19998'), { at: 19_998 })
  t.equal(containedResource(frame, 'o19999'), undefined)
})
