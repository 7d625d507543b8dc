// https://hl7.org/fhir/R4/http.html#create
import t from 'tap'
import { startServer } from '../harness/server.js'
import { issueOf, patient } from './samples.js'

const { send } = await startServer(t)
const BASE = 'http://127.0.0.1:8080/fhir'

t.test('returns 201 with Location, ETag, Last-Modified and the resource', async (t) => {
  const answer = await send('POST', '/Patient', { body: patient({ active: true }) })
  t.equal(answer.status, 201)
  const { id, meta } = answer.json
  // "The server returns a 201 Created HTTP status code, and SHALL also return a Location header which contains the new Logical Id and Version Id"
  t.equal(answer.headers.location, `${BASE}/Patient/${id}/_history/1`)
  t.equal(answer.headers.etag, 'W/"1"')
  t.equal(answer.headers['last-modified'], new Date(meta.lastUpdated).toUTCString())
  t.same(answer.json, {
    resourceType: 'Patient',
    id,
    meta: { versionId: '1', lastUpdated: meta.lastUpdated },
    active: true,
  })
  t.same((await send('GET', `/Patient/${id}`)).text, answer.text)
})

t.test('gives ids of its own, sortable by time', async (t) => {
  const first = await send('POST', '/Patient', { body: patient() })
  const second = await send('POST', '/Patient', { body: patient() })
  t.match(first.json.id, /^[0-9a-f]{8}-[0-9a-f]{4}-7/)
  t.ok(first.json.id < second.json.id)
})

t.test('ignores the id, versionId and lastUpdated of the client', async (t) => {
  // "If an id is provided, the server SHALL ignore it. If the request body includes a meta, the server SHALL ignore the existing versionId and lastUpdated values."
  const meta = { versionId: '77', lastUpdated: '1999-01-01T00:00:00Z' }
  const answer = await send('POST', '/Patient', { body: patient({ id: 'mine', meta }) })
  t.equal(answer.status, 201)
  t.not(answer.json.id, 'mine')
  t.equal(answer.json.meta.versionId, '1')
  t.match(answer.json.meta.lastUpdated, /^2026-11-24T/)
  t.equal((await send('GET', '/Patient/mine')).status, 404)
})

t.test('ignores an id that is no id', async (t) => {
  for (const id of ['', 'ä', 'a/b', 'x'.repeat(65)]) {
    const answer = await send('POST', '/Patient', { body: patient({ id }) })
    t.equal(answer.status, 201, JSON.stringify(id))
    t.not(answer.json.id, id)
  }
})

t.test('keeps every other part of meta', async (t) => {
  const meta = {
    profile: ['http://hl7.org/fhir/StructureDefinition/Patient'],
    security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }],
    tag: [{ system: 'http://clinic.example/tags', code: 'a' }],
    source: 'http://laboratory.example',
    extension: [{ url: 'http://clinic.example/e', valueDecimal: 1 }],
  }
  const answer = await send('POST', '/Patient', { body: patient({ meta: { versionId: '3', ...meta } }) })
  const { versionId, lastUpdated, ...rest } = answer.json.meta
  t.same(rest, meta)
  t.equal(versionId, '1')
  t.ok(lastUpdated)
})

t.test('refuses a body of another type, of no type, or none', async (t) => {
  const other = await send('POST', '/Observation', { body: patient() })
  t.equal(other.status, 400)
  t.match(issueOf(other).diagnostics, /`Patient`.*`Observation`/)
  t.equal((await send('POST', '/Patient', { body: { active: true } })).status, 400)
  t.equal((await send('POST', '/Patient', { body: { resourceType: 'patient' } })).status, 400)
  t.equal((await send('POST', '/Patient', { headers: { 'content-type': 'application/fhir+json' } })).status, 400)
  t.equal((await send('POST', '/Patiant', { body: { resourceType: 'Patiant' } })).status, 404)
})

t.test('refuses what is no JSON object, and says where', async (t) => {
  for (const body of [
    '[]',
    '"text"',
    '1',
    'null',
    '{',
    '{"resourceType":"Patient",}',
    '{"resourceType":"Patient"} x',
  ]) {
    const answer = await send('POST', '/Patient', { body })
    t.equal(answer.status, 400, body)
    t.equal(answer.json.resourceType, 'OperationOutcome', body)
  }
})

t.test('refuses id and meta of the wrong kind', async (t) => {
  for (const elements of [{ id: 1 }, { id: null }, { meta: [] }, { meta: 'x' }, { meta: null }]) {
    const answer = await send('POST', '/Patient', { body: patient(elements) })
    t.equal(answer.status, 400, JSON.stringify(elements))
    t.equal(answer.json.issue[0].code, 'structure')
  }
})

t.test('a client may create what it likes under its own ids by PUT only', async (t) => {
  t.equal((await send('POST', '/Patient/mine', { body: patient({ id: 'mine' }) })).status, 405)
})
