import t from 'tap'
import { checkEntries } from '../../../src/validation/rules/bundle-entries.js'
import { ask } from './sample-run.js'

function check(type: string, ...entries: readonly object[]) {
  const bundle = { resourceType: 'Bundle', type, entry: entries }
  const { findings } = ask((_, spot) => checkEntries(bundle, entries, spot), undefined, {
    resource: bundle,
    pointer: '',
  })
  return findings.map(({ rule, severity, code, pointer }) => `${rule?.code ?? `${severity} ${code}`} ${pointer}`)
}

const resource = { resourceType: 'Patient', id: '1' }
const fullUrl = 'http://a.org/fhir/Patient/1'
const request = { method: 'GET', url: 'Patient' }
const response = { status: '200' }

t.test('wants requests and responses by the type of the Bundle', async (t) => {
  t.same(check('transaction', { request }), [])
  t.same(check('transaction', { resource, request, response }), ['bdl-4 /entry/0'])
  t.same(check('batch', { resource }), ['bdl-3 /entry/0'])
  t.same(check('collection', { fullUrl, resource, request }), ['bdl-3 /entry/0'])
  t.same(check('batch-response', { resource }), ['bdl-4 /entry/0'])
  t.same(check('history', { fullUrl, resource, request, response }), [])
  t.same(check('history', { fullUrl, resource, response }), ['bdl-3 /entry/0'])
})

t.test('wants something in an entry, and search only in what was searched for', async (t) => {
  t.same(check('collection', { fullUrl }), ['bdl-5 /entry/0'])
  t.same(check('collection', { fullUrl, resource, search: { mode: 'match' } }), ['bdl-2 /entry/0/search'])
  t.same(check('searchset', { fullUrl, resource, search: { mode: 'match' } }), [])
})

t.test('wants a fullUrl that is absolute and names no version', async (t) => {
  t.same(check('collection', { fullUrl: 'Patient/1', resource }), ['error value /entry/0/fullUrl'])
  t.same(check('collection', { fullUrl: `${fullUrl}/_history/1`, resource }), ['bdl-8 /entry/0/fullUrl'])
  for (const type of ['collection', 'message', 'searchset']) {
    t.same(check(type, { resource }), ['error required /entry/0'], type)
  }
  t.same(check('searchset', { resource: { resourceType: 'OperationOutcome' }, search: { mode: 'outcome' } }), [])
  t.same(check('document', { resource }), ['error required /entry/0'])
  t.same(check('transaction', { resource, request }), [])
})

t.test('wants an address that agrees with the resource', async (t) => {
  t.same(check('collection', { fullUrl, resource: { ...resource, id: '2' } }), ['error value /entry/0/fullUrl'])
  t.same(check('collection', { fullUrl, resource: { ...resource, resourceType: 'Group' } }), [
    'error value /entry/0/fullUrl',
  ])
  t.same(check('collection', { fullUrl, resource: { resourceType: 'Patient' } }), ['error value /entry/0/fullUrl'])
  t.same(
    check('transaction', { fullUrl, request, resource: { resourceType: 'Patient' } }),
    [],
    'which is about to get one',
  )
  for (const other of ['urn:uuid:1', 'http://a.org/anything', 'http://a.org/Foo/2']) {
    t.same(check('collection', { fullUrl: other, resource }), [], other)
  }
})

t.test('wants fullUrls to be unique, or to be of different versions', async (t) => {
  const version = (versionId: string) => ({ fullUrl, resource: { ...resource, meta: { versionId } } })
  t.same(check('collection', version('1'), version('2')), [])
  t.same(check('collection', version('1'), version('1')), ['bdl-7 /entry/1/fullUrl'])
  t.same(check('history', { ...version('1'), request, response }, { ...version('1'), request, response }), [])
})

t.test('wants ids of what a search found, and an outcome where it says so', async (t) => {
  const without = { resourceType: 'Patient' }
  t.same(check('searchset', { fullUrl: 'urn:uuid:1', resource: without, search: { mode: 'match' } }), [
    'error required /entry/0/resource',
  ])
  t.same(check('searchset', { fullUrl, resource, search: { mode: 'outcome' } }), ['error value /entry/0/search/mode'])
  const outcome = { fullUrl: 'urn:uuid:1', resource: { resourceType: 'OperationOutcome' }, search: { mode: 'outcome' } }
  t.same(check('searchset', outcome), [])
})
