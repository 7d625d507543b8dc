// https://hl7.org/fhir/R4/http.html#read
import t from 'tap'
import { startServer } from '../harness/server.js'

const { send } = await startServer(t)
const patient = { resourceType: 'Patient', name: [{ family: 'Rivera' }] }
const created = await send('POST', '/Patient', { body: patient })
const path = `/Patient/${created.json.id}`

t.test('returns 200 with the resource, ETag and Last-Modified', async (t) => {
  const answer = await send('GET', path)
  t.equal(answer.status, 200)
  t.equal(answer.headers.etag, 'W/"1"')
  t.equal(answer.headers['last-modified'], new Date(answer.json.meta.lastUpdated).toUTCString())
  t.equal(answer.headers['content-type'], 'application/fhir+json; charset=utf-8')
  t.same(answer.json, {
    ...patient,
    id: created.json.id,
    meta: { versionId: '1', lastUpdated: answer.json.meta.lastUpdated },
  })
})

t.test('returns 304 without a body where the client has the version', async (t) => {
  for (const headers of [{ 'if-none-match': 'W/"1"' }, { 'if-none-match': '"9", W/"1"' }, { 'if-none-match': '*' }]) {
    const answer = await send('GET', path, { headers })
    t.equal(answer.status, 304)
    t.equal(answer.text, '')
    t.equal(answer.headers.etag, 'W/"1"')
  }
  const modified = created.headers['last-modified'] ?? ''
  t.equal((await send('GET', path, { headers: { 'if-modified-since': modified } })).status, 304)
  t.equal((await send('GET', path, { headers: { 'if-none-match': 'W/"2"' } })).status, 200)
  t.equal((await send('GET', path, { headers: { 'if-modified-since': 'Mon, 01 Jan 2001 00:00:00 GMT' } })).status, 200)
})

t.test('answers HEAD like GET, without the body', async (t) => {
  const answer = await send('HEAD', path)
  t.equal(answer.status, 200)
  t.equal(answer.text, '')
  t.equal(answer.headers.etag, 'W/"1"')
})

t.test('returns 404 for what never was, and for a type that FHIR has not', async (t) => {
  const absent = await send('GET', '/Patient/absent')
  t.equal(absent.status, 404)
  t.equal(absent.json.issue[0].code, 'not-found')
  const unknown = await send('GET', '/Patiant/1')
  t.equal(unknown.status, 404)
  t.match(unknown.json.issue[0].diagnostics, /Patient/)
})

t.test('returns 400 for what is no id', async (t) => {
  for (const id of ['a_b', 'x'.repeat(65), '%C3%A4']) t.equal((await send('GET', `/Patient/${id}`)).status, 400, id)
})

t.test('returns 410 with the ETag of the deletion for a deleted resource', async (t) => {
  await send('PUT', '/Patient/gone', { body: { ...patient, id: 'gone' } })
  await send('DELETE', '/Patient/gone')
  const answer = await send('GET', '/Patient/gone')
  t.equal(answer.status, 410)
  t.equal(answer.json.issue[0].code, 'deleted')
  t.equal(answer.headers.etag, 'W/"2"')
})

t.test('vread returns each version, 404 for others, 410 for the deletion', async (t) => {
  await send('PUT', '/Patient/versions', { body: { ...patient, id: 'versions', active: true } })
  await send('PUT', '/Patient/versions', { body: { ...patient, id: 'versions', active: false } })
  await send('DELETE', '/Patient/versions')
  t.equal((await send('GET', '/Patient/versions/_history/1')).json.active, true)
  const second = await send('GET', '/Patient/versions/_history/2')
  t.equal(second.json.active, false)
  t.equal(second.headers.etag, 'W/"2"')
  t.equal((await send('GET', '/Patient/versions/_history/3')).status, 410)
  for (const version of ['0', '4', 'one', '99999999999999999999']) {
    t.equal((await send('GET', `/Patient/versions/_history/${version}`)).status, 404, version)
  }
})

t.test('reads that arrive together are each answered with their own resource', async (t) => {
  for (const id of ['together-1', 'together-2']) await send('PUT', `/Patient/${id}`, { body: { ...patient, id } })
  const ids = Array.from({ length: 60 }, (_, at) => ['together-1', 'together-2', 'nobody'][at % 3] ?? '')
  const answers = await Promise.all(ids.map((id) => send('GET', `/Patient/${id}`)))
  for (const [at, answer] of answers.entries()) {
    if (ids[at] === 'nobody') t.equal(answer.status, 404)
    else t.equal(answer.json.id, ids[at])
  }
})
