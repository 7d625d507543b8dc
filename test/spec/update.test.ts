// https://hl7.org/fhir/R4/http.html#update
import t from 'tap'
import { startServer } from '../harness/server.js'
import { bundle, entry, issueOf, patient } from './samples.js'

const { send, clock } = await startServer(t)
const BASE = 'http://127.0.0.1:8080/fhir'
const put = (id: string, elements: object = {}, headers: Record<string, string> = {}) =>
  send('PUT', `/Patient/${id}`, { body: patient({ id, ...elements }), headers })

t.test('creates what is not there with 201, and updates it with 200', async (t) => {
  // "If the interaction results in a new resource, the server returns a 201 Created"
  const created = await put('a', { active: true })
  t.equal(created.status, 201)
  t.equal(created.headers.location, `${BASE}/Patient/a/_history/1`)
  t.equal(created.headers.etag, 'W/"1"')
  const updated = await put('a', { active: false })
  t.equal(updated.status, 200)
  t.equal(updated.headers.etag, 'W/"2"')
  t.equal(updated.headers['last-modified'], new Date(updated.json.meta.lastUpdated).toUTCString())
  t.equal(updated.json.meta.versionId, '2')
  t.equal((await send('GET', '/Patient/a')).text, updated.text)
})

t.test('ids that no address can name are refused wherever they would be stored', async (t) => {
  for (const id of ['.', '..']) {
    const conditional = await send('PUT', '/Patient?identifier=http://clinic.example/id|none', {
      body: patient({ id }),
    })
    t.equal(conditional.status, 400)
    t.match(issueOf(conditional).diagnostics, /neither `\.` nor `\.\.`/)
    const body = bundle('transaction', entry(`PUT Patient/${id}`, patient({ id })))
    const entered = await send('POST', '', { body })
    t.equal(entered.status, 400)
    t.match(issueOf(entered).diagnostics, /neither `\.` nor `\.\.`/)
  }
})

t.test('takes every id that FHIR allows', async (t) => {
  for (const id of ['x'.repeat(64), '1', 'a-b.C', '-', '.a']) {
    t.equal((await put(id)).status, 201, id)
    t.equal((await send('GET', `/Patient/${id}`)).json.id, id)
  }
})

t.test('refuses a body without the id, or with another one, and stores nothing', async (t) => {
  // "If no id element is provided, or the id disagrees with the id in the URL, the server SHALL respond with an HTTP 400 error code"
  const missing = await send('PUT', '/Patient/b', { body: patient() })
  t.equal(missing.status, 400)
  t.same(issueOf(missing).expression, ['Patient.id'])
  t.equal((await send('PUT', '/Patient/b', { body: patient({ id: 'c' }) })).status, 400)
  t.equal((await send('PUT', '/Patient/b', { body: { resourceType: 'Observation', id: 'b' } })).status, 400)
  t.equal((await send('PUT', '/Patient/a_b', { body: patient({ id: 'a_b' }) })).status, 400)
  t.equal((await send('GET', '/Patient/b')).status, 404)
})

t.test('stores a new version even where nothing changed', async (t) => {
  await put('same', { active: true })
  t.equal((await put('same', { active: true })).headers.etag, 'W/"2"')
})

t.test('replaces versionId and lastUpdated, and keeps the rest of meta as it came', async (t) => {
  const tag = [{ system: 'http://clinic.example/tags', code: 'a' }]
  await put('meta', { meta: { tag } })
  const answer = await put('meta', {
    meta: { versionId: '9', lastUpdated: '2000-01-01T00:00:00Z', profile: ['http://p'] },
  })
  t.equal(answer.json.meta.versionId, '2')
  t.match(answer.json.meta.lastUpdated, /^2026-/)
  t.same(answer.json.meta.profile, ['http://p'])
  t.equal(answer.json.meta.tag, undefined)
})

t.test('If-Match lets only who knows the current version write', async (t) => {
  // https://hl7.org/fhir/R4/http.html#concurrency "If the version id given in the If-Match header does not match, the server returns a 412"
  await put('match')
  t.equal((await put('match', {}, { 'if-match': 'W/"1"' })).status, 200)
  const late = await put('match', { active: true }, { 'if-match': 'W/"1"' })
  t.equal(late.status, 412)
  t.equal(issueOf(late).code, 'conflict')
  t.match(issueOf(late).diagnostics, /W\/"2"/)
  t.equal((await send('GET', '/Patient/match')).json.active, undefined)
  t.equal((await put('match', {}, { 'if-match': '"2"' })).status, 200)
  t.equal((await put('match', {}, { 'if-match': '*' })).status, 200)
  t.equal((await put('match', {}, { 'if-match': 'W/"abc"' })).status, 412)
  t.equal((await put('match', {}, { 'if-match': 'abc' })).status, 400)
})

t.test('If-Match on what is not there is 412', async (t) => {
  t.equal((await put('never', {}, { 'if-match': 'W/"1"' })).status, 412)
  // https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1: `*` is true if there is a current representation.
  t.equal((await put('never', {}, { 'if-match': '*' })).status, 412)
  t.equal((await send('GET', '/Patient/never')).status, 404)
})

t.test('If-None-Match: * creates only', async (t) => {
  const only = { 'if-none-match': '*' }
  t.equal((await put('once', {}, only)).status, 201)
  t.equal((await put('once', {}, only)).status, 412)
  t.equal((await put('once', {}, { 'if-none-match': 'W/"1"' })).status, 400)
  await send('DELETE', '/Patient/once')
  t.equal((await put('once', {}, only)).status, 201)
})

t.test('a deleted resource comes back as a new version with 201', async (t) => {
  await put('back', { active: true })
  await send('DELETE', '/Patient/back')
  // "the server … MAY choose to allow to bring back" with the next version: https://hl7.org/fhir/R4/http.html#update
  const back = await put('back', { active: false })
  t.equal(back.status, 201)
  t.equal(back.headers.etag, 'W/"3"')
  t.equal((await send('GET', '/Patient/back')).json.active, false)
  t.equal((await put('back', {}, { 'if-match': 'W/"3"' })).status, 200)
})

t.test('versions never go back in time, whatever the clock does', async (t) => {
  const first = await put('clock')
  clock.now -= 3_600_000
  const second = await put('clock')
  const third = await put('clock')
  const at = (answer: { json: { meta: { lastUpdated: string } } }) => Date.parse(answer.json.meta.lastUpdated)
  t.equal(at(second), at(first) + 1)
  t.equal(at(third), at(first) + 2)
  clock.now += 7_200_000
  t.ok(at(await put('clock')) > at(first) + 3_000_000)
})
