// https://hl7.org/fhir/R4/http.html#delete
import t from 'tap'
import { startServer } from '../harness/server.js'
import { countOf, issueOf, patient } from './samples.js'

const server = await startServer(t)
const { send } = server
const put = (id: string) => send('PUT', `/Patient/${id}`, { body: patient({ id, name: [{ family: id }] }) })

t.test('returns 204 with the ETag of the deletion, and 410 to whoever reads after it', async (t) => {
  await put('a')
  const deleted = await send('DELETE', '/Patient/a')
  t.equal(deleted.status, 204)
  t.equal(deleted.text, '')
  t.equal(deleted.headers.etag, 'W/"2"')
  // "A GET for a deleted resource returns a 410 status code, whereas a GET for an unknown resource returns 404."
  t.equal((await send('GET', '/Patient/a')).status, 410)
  t.equal((await send('GET', '/Patient/unknown')).status, 404)
  t.equal((await send('GET', '/Patient/a/_history/1')).status, 200)
})

t.test('is idempotent, also for what never was', async (t) => {
  await put('b')
  await send('DELETE', '/Patient/b')
  const again = await send('DELETE', '/Patient/b')
  t.equal(again.status, 204)
  t.equal(again.headers.etag, 'W/"2"')
  const history = await send('GET', '/Patient/b/_history')
  t.equal(history.json.entry.length, 2)
  t.equal((await send('DELETE', '/Patient/never')).status, 204)
  t.equal((await send('GET', '/Patient/never')).status, 404)
  t.equal((await send('DELETE', '/Patient/a_b')).status, 400)
})

t.test('takes it out of searches at once', async (t) => {
  await put('searched')
  t.equal(await countOf(server, 'Patient?family=searched'), 1)
  await send('DELETE', '/Patient/searched')
  t.equal(await countOf(server, 'Patient?family=searched'), 0)
  t.equal(await countOf(server, 'Patient?_id=searched'), 0)
})

t.test('If-Match deletes only the version that the client knows', async (t) => {
  await put('c')
  await put('c')
  const late = await send('DELETE', '/Patient/c', { headers: { 'if-match': 'W/"1"' } })
  t.equal(late.status, 412)
  t.equal(issueOf(late).code, 'conflict')
  t.equal((await send('GET', '/Patient/c')).status, 200)
  t.equal((await send('DELETE', '/Patient/c', { headers: { 'if-match': 'W/"2"' } })).status, 204)
})

t.test('says what happened to who prefers an OperationOutcome', async (t) => {
  // "200 OK if the response contains a payload"
  await put('d')
  const headers = { prefer: 'return=OperationOutcome' }
  const answer = await send('DELETE', '/Patient/d', { headers })
  t.equal(answer.status, 200)
  t.equal(answer.json.resourceType, 'OperationOutcome')
  t.equal(issueOf(answer).severity, 'information')
  t.match(issueOf(answer).diagnostics, /`Patient\/d` was deleted as version 2/)
  t.match(issueOf(await send('DELETE', '/Patient/d', { headers })).diagnostics, /nothing was deleted/)
})

t.test('leaves the history, which begins anew when it comes back', async (t) => {
  await put('e')
  await send('DELETE', '/Patient/e')
  t.equal((await send('GET', '/Patient/e/_history')).status, 200)
  t.equal((await put('e')).headers.etag, 'W/"3"')
  t.equal((await send('GET', '/Patient/e/_history/2')).status, 410)
})

t.test('a whole type cannot be deleted by leaving the criteria out', async (t) => {
  await put('f')
  t.equal((await send('DELETE', '/Patient')).status, 400)
  t.equal((await send('DELETE', '/Patient?')).status, 400)
  t.equal((await send('DELETE', '/Patient?_format=json')).status, 400)
  t.equal((await send('DELETE', '/Patient?identifier=')).status, 400)
  t.equal((await send('DELETE', '/')).status, 405)
  t.equal((await send('GET', '/Patient/f')).status, 200)
})
