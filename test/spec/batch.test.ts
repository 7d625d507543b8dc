// https://hl7.org/fhir/R4/http.html#transaction (batch)
import t from 'tap'
import { type Json, startServer } from '../harness/server.js'
import { bundle, byIdentifier, countOf, entry, identifier, jsonPatchBinary, patient, times } from './samples.js'

const server = await startServer(t)
const { send } = server
const BASE = 'http://127.0.0.1:8080/fhir'
const batch = async (...entries: readonly object[]): Promise<Json[]> => {
  const answer = await send('POST', '/', { body: bundle('batch', ...entries) })
  if (answer.status !== 200) throw new Error(answer.text)
  return answer.json.entry ?? []
}
const statusesOf = (entries: readonly Json[]): string[] => entries.map(({ response }) => response.status.slice(0, 3))

t.test('answers each entry in its place, whatever becomes of the others', async (t) => {
  const answer = await send('POST', '/', {
    body: bundle(
      'batch',
      entry('POST Patient', patient({ active: true })),
      entry('GET Patient/absent'),
      entry('PUT Patient/a', patient({ id: 'a' })),
      entry('PUT Patient/b', patient({ id: 'other' })),
      entry('POST Observation', patient()),
      entry('DELETE Patient/never'),
      entry('GET Nonsense/1'),
      entry('GET metadata'),
    ),
  })
  t.equal(answer.status, 200)
  t.equal(answer.json.type, 'batch-response')
  const entries: Json[] = answer.json.entry
  t.same(statusesOf(entries), ['201', '404', '201', '400', '400', '204', '404', '200'])
  // "the response SHALL contain an OperationOutcome" for what failed: https://hl7.org/fhir/R4/bundle.html#transaction-response
  for (const at of [1, 3, 4, 6]) {
    t.equal(entries[at].response.outcome.resourceType, 'OperationOutcome')
    t.match(entries[at].response.outcome.issue[0].diagnostics, `Bundle.entry[${at}]`)
    t.notOk('resource' in entries[at])
  }
  t.match(entries[0].response.location, /\/Patient\/[^/]+\/_history\/1$/)
  t.equal(entries[2].fullUrl, `${BASE}/Patient/a`)
  t.equal(entries[7].resource.resourceType, 'CapabilityStatement')
})

t.test('reads, vreads, searches and histories give what they give alone', async (t) => {
  await send('PUT', '/Patient/r', { body: patient({ id: 'r', name: [{ family: 'Batchread' }] }) })
  await send('PUT', '/Patient/r', { body: patient({ id: 'r', name: [{ family: 'Batchread' }], active: true }) })
  const entries = await batch(
    entry('GET Patient/r'),
    entry('GET Patient/r/_history/1'),
    entry('GET Patient?family=Batchread'),
    entry('POST Patient/_search?family=Batchread'),
    entry('GET Patient/r/_history'),
    entry('GET _history?_count=1'),
    entry('GET Patient/r/*'),
    entry(`GET ${BASE}/Patient/r`),
    entry('GET /Patient/r'),
    entry('HEAD Patient/r'),
    entry('GET Patient/r?_elements=active'),
    entry('GET Patient/r', undefined, { ifNoneMatch: 'W/"2"' }),
  )
  t.same(statusesOf(entries), [...times(11, () => '200'), '304'])
  t.equal(entries[0].resource.active, true)
  t.equal(entries[0].response.etag, 'W/"2"')
  t.equal(entries[1].resource.active, undefined)
  t.match(entries[2].resource, { type: 'searchset', total: 1 })
  t.match(entries[3].resource, { type: 'searchset', total: 1 })
  t.equal(entries[4].resource.type, 'history')
  t.equal(entries[5].resource.entry.length, 1)
  t.equal(entries[7].resource.id, 'r')
  t.notOk('resource' in entries[9])
  t.equal(entries[10].resource.meta.tag[0].code, 'SUBSETTED')
  t.notOk('resource' in entries[11])
})

t.test('conditional entries are decided as single requests are', async (t) => {
  const one = (value: string) => patient({ identifier: [identifier(value)] })
  const [created] = await batch(entry('POST Patient', one('x'), { ifNoneExist: byIdentifier('x') }))
  t.match(created.response.status, /^201/)
  const entries = await batch(
    entry('POST Patient', one('x'), { ifNoneExist: byIdentifier('x') }),
    entry(`PUT Patient?${byIdentifier('x')}`, one('x')),
    entry(`PUT Patient?${byIdentifier('y')}`, one('y')),
    entry(`DELETE Patient?${byIdentifier('z')}`),
    entry('DELETE Patient'),
    entry(`PATCH Patient?${byIdentifier('z')}`, jsonPatchBinary()),
    entry('POST Patient', one('x'), { ifNoneExist: 'nonsense=1' }),
  )
  t.same(statusesOf(entries), ['200', '200', '201', '204', '400', '404', '400'])
  t.equal(await countOf(server, `Patient?${byIdentifier('x')}`), 1)
})

t.test('If-Match and If-None-Match hold for their entries', async (t) => {
  await send('PUT', '/Patient/m', { body: patient({ id: 'm' }) })
  const one = patient({ id: 'm' })
  t.same(statusesOf(await batch(entry('PUT Patient/m', one, { ifMatch: 'W/"9"' }))), ['412'])
  t.same(statusesOf(await batch(entry('PUT Patient/m', one, { ifNoneMatch: '*' }))), ['412'])
  t.same(statusesOf(await batch(entry('PUT Patient/m', one, { ifMatch: 'W/"1"' }))), ['200'])
  t.same(statusesOf(await batch(entry('DELETE Patient/m', undefined, { ifMatch: 'W/"1"' }))), ['412'])
  t.same(statusesOf(await batch(entry('DELETE Patient/m', undefined, { ifMatch: 'W/"2"' }))), ['204'])
})

t.test('entries do not see each other: references between them are not rewritten', async (t) => {
  // "there SHALL be no interdependencies between the different entries"
  const fullUrl = 'urn:uuid:7b1f4e5a-8f5f-4f1c-9d53-0a0000000001'
  const subject = { reference: fullUrl }
  await batch(
    entry('POST Patient', patient(), { fullUrl }),
    entry('PUT Observation/o', { resourceType: 'Observation', id: 'o', status: 'final', code: { text: 'x' }, subject }),
  )
  t.equal((await send('GET', '/Observation/o')).json.subject.reference, fullUrl)
})

t.test('the same key many times over is written each time', async (t) => {
  const entries = await batch(
    ...times(40, (n) => entry('PUT Patient/many', patient({ id: 'many', multipleBirthInteger: n }))),
  )
  t.same(entries.map(({ response }) => response.etag).sort(), times(40, (n) => `W/"${n + 1}"`).sort())
})

t.test('bundles do not nest, and an entry says what it wants', async (t) => {
  const [nested] = await batch({ request: { method: 'POST', url: '' }, resource: bundle('batch') })
  t.match(nested.response.status, /^4/)
  for (const wrong of [
    {},
    { request: {} },
    { request: { method: 'GET' } },
    { request: { url: 'Patient' } },
    { request: { method: 'BREW', url: 'Patient' } },
    { request: { method: 'GET', url: 1 } },
  ]) {
    const answer = await send('POST', '/', { body: { resourceType: 'Bundle', type: 'batch', entry: [wrong] } })
    t.equal(answer.status, 400, JSON.stringify(wrong))
    t.match(answer.json.issue[0].diagnostics, 'Bundle.entry[0]')
  }
})

t.test('a body is needed where one is written, and only there', async (t) => {
  const statuses = statusesOf(
    await batch(
      entry('POST Patient'),
      entry('PUT Patient/x'),
      entry('PATCH Patient/x'),
      entry('GET Patient', patient()),
    ),
  )
  t.same(statuses, ['400', '400', '400', '200'])
})

t.test('an empty batch is answered, another type of Bundle is refused', async (t) => {
  t.equal((await send('POST', '/', { body: { resourceType: 'Bundle', type: 'batch' } })).json.type, 'batch-response')
  for (const type of [
    'collection',
    'searchset',
    'history',
    'document',
    'message',
    'transaction-response',
    'nonsense',
  ]) {
    t.equal((await send('POST', '/', { body: { resourceType: 'Bundle', type } })).status, 400, type)
  }
  t.equal((await send('POST', '/', { body: patient() })).status, 400)
})

t.test('more entries than the server takes are 413, and the limit is named', async (t) => {
  const entries = times(10_001, () => entry('GET Patient/x'))
  const answer = await send('POST', '/', { body: bundle('batch', ...entries) })
  t.equal(answer.status, 413)
  t.match(answer.json.issue[0].diagnostics, /10000/)
})

t.test('a wrong method or address fails alone', async (t) => {
  const entries = await batch(
    entry('DELETE metadata'),
    entry('PUT _history', patient()),
    entry('POST Patient/x', patient()),
    entry('GET Patient/x/y/z/w'),
    entry('GET Patient/%'),
    entry('GET Patient/a_b'),
    entry('GET Patient?nonsense=1'),
    entry('POST Patient', patient()),
  )
  t.same(
    statusesOf(entries)
      .slice(0, 7)
      .map((status) => status[0]),
    times(7, () => '4'),
  )
  t.equal(statusesOf(entries)[7], '201')
})

t.test('XML in and out', async (t) => {
  const xml =
    '<Bundle xmlns="http://hl7.org/fhir"><type value="batch"/><entry><request><method value="GET"/><url value="Patient/a"/></request></entry></Bundle>'
  const answer = await send('POST', '/?_format=xml', { body: xml, headers: { 'content-type': 'application/fhir+xml' } })
  t.equal(answer.status, 200)
  t.match(answer.text, '<type value="batch-response"/>')
})
