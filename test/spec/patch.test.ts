// https://hl7.org/fhir/R4/http.html#patch, https://hl7.org/fhir/R4/fhirpatch.html
import t from 'tap'
import { startServer } from '../harness/server.js'
import { bundle, entry, fhirPathPatch, issueOf, jsonPatchBinary, patient, times } from './samples.js'

const { send } = await startServer(t)
const JSON_PATCH = 'application/json-patch+json'
const put = (id: string, elements: object = {}) => send('PUT', `/Patient/${id}`, { body: patient({ id, ...elements }) })
const patch = (path: string, body: object | string, headers: Record<string, string> = {}) =>
  send('PATCH', path, { body, headers: { 'content-type': JSON_PATCH, ...headers } })
const replaceActive = (value: boolean) => ({ op: 'replace', path: '/active', value })
const fhirReplace = (path: string, value: object) =>
  fhirPathPatch(
    { name: 'type', valueCode: 'replace' },
    { name: 'path', valueString: path },
    { name: 'value', ...value },
  )

t.test('JSON Patch changes what it names, as a new version', async (t) => {
  await put('a', { active: true, gender: 'female' })
  const answer = await patch('/Patient/a', [replaceActive(false), { op: 'remove', path: '/gender' }])
  t.equal(answer.status, 200)
  t.equal(answer.headers.etag, 'W/"2"')
  t.equal(answer.headers.location, 'http://127.0.0.1:8080/fhir/Patient/a/_history/2')
  t.equal(answer.json.active, false)
  t.notOk('gender' in answer.json)
  t.equal((await send('GET', '/Patient/a')).text, answer.text)
})

t.test('FHIRPath Patch does so in JSON and in XML', async (t) => {
  await put('b', { active: true, birthDate: '1980-01-01' })
  const json = await send('PATCH', '/Patient/b', {
    body: fhirReplace('Patient.birthDate', { valueDate: '1981-02-03' }),
  })
  t.equal(json.status, 200)
  t.equal(json.json.birthDate, '1981-02-03')
  const xml =
    '<Parameters xmlns="http://hl7.org/fhir"><parameter><name value="operation"/><part><name value="type"/><valueCode value="delete"/></part>' +
    '<part><name value="path"/><valueString value="Patient.active"/></part></parameter></Parameters>'
  const answer = await send('PATCH', '/Patient/b', { body: xml, headers: { 'content-type': 'application/fhir+xml' } })
  t.equal(answer.status, 200)
  t.notOk('active' in answer.json)
  t.equal(answer.headers.etag, 'W/"3"')
})

t.test('what a patch does not touch keeps every digit and its order', async (t) => {
  const extension =
    '"extension":[{"url":"http://clinic.example/e","valueDecimal":1.10},{"valueDecimal":0.1000000000000000000000000000001,"url":"http://clinic.example/f"}]'
  await send('PUT', '/Patient/digits', { body: `{"resourceType":"Patient","id":"digits",${extension},"active":true}` })
  const json = await patch('/Patient/digits', [replaceActive(false)])
  t.match(json.text, `${extension},"active":false}`)
  const fhirPath = await send('PATCH', '/Patient/digits', {
    body: fhirReplace('Patient.active', { valueBoolean: true }),
  })
  t.match(fhirPath.text, `${extension},"active":true}`)
  const added = '[{"op":"add","path":"/extension/-","value":{"url":"http://clinic.example/g","valueDecimal":2.500}}]'
  t.match((await patch('/Patient/digits', added)).text, '{"url":"http://clinic.example/g","valueDecimal":2.500}')
})

t.test('a test that fails, and what cannot be applied, are 422, and nothing changes', async (t) => {
  // "If a JSON Patch test operation fails, the server SHALL return 422 Unprocessable Entity"
  await put('c', { active: true })
  const wrong = [
    [{ op: 'test', path: '/active', value: false }],
    [replaceActive(false), { op: 'test', path: '/active', value: true }],
    [{ op: 'remove', path: '/gender' }],
    [{ op: 'add', path: '/name/3', value: {} }],
  ]
  for (const operations of wrong) {
    const answer = await patch('/Patient/c', operations)
    t.equal(answer.status, 422, JSON.stringify(operations))
    t.equal(answer.json.resourceType, 'OperationOutcome')
  }
  const nowhere = await send('PATCH', '/Patient/c', { body: fhirReplace('Patient.gender', { valueCode: 'male' }) })
  t.equal(nowhere.status, 422)
  t.equal((await send('GET', '/Patient/c')).headers.etag, 'W/"1"')
  t.equal((await patch('/Patient/c', [{ op: 'test', path: '/active', value: true }])).status, 200)
})

t.test('a malformed patch is 400', async (t) => {
  await put('d', { active: true })
  for (const body of [
    '{}',
    '[1]',
    '[{"op":"nonsense","path":"/active"}]',
    '[{"op":"replace","path":"/active"}]',
    '[',
  ]) {
    t.equal((await patch('/Patient/d', body)).status, 400, body)
  }
  t.equal((await send('PATCH', '/Patient/d', { body: patient({ id: 'd' }) })).status, 400)
  t.equal((await send('PATCH', '/Patient/d', { body: fhirReplace('Patient.((', { valueBoolean: true }) })).status, 400)
})

t.test('id and resourceType stay; what would break the structure is refused', async (t) => {
  await put('e', { active: true })
  for (const operation of [
    { op: 'replace', path: '/id', value: 'f' },
    { op: 'remove', path: '/id' },
    { op: 'replace', path: '/resourceType', value: 'Person' },
  ]) {
    const answer = await patch('/Patient/e', [operation])
    t.equal(answer.status, 422, JSON.stringify(operation))
    t.match(issueOf(answer).expression, [/^Patient\.(id|resourceType)$/])
  }
  t.ok([400, 422].includes((await patch('/Patient/e', [{ op: 'remove', path: '/resourceType' }])).status))
  const meta = await patch('/Patient/e', [{ op: 'replace', path: '/meta/versionId', value: '99' }])
  t.equal(meta.status, 200)
  t.equal(meta.json.meta.versionId, '2')
})

t.test('another content type is 415, none at all too', async (t) => {
  await put('g', { active: true })
  for (const type of ['text/plain', 'application/merge-patch+json', 'application/octet-stream']) {
    t.equal((await patch('/Patient/g', '[]', { 'content-type': type })).status, 415, type)
  }
})

t.test('404 for what never was, 410 for what is deleted', async (t) => {
  t.equal((await patch('/Patient/never', [replaceActive(true)])).status, 404)
  await put('gone')
  await send('DELETE', '/Patient/gone')
  t.equal((await patch('/Patient/gone', [replaceActive(true)])).status, 410)
})

t.test('If-Match is judged before the patch is', async (t) => {
  // "Servers … SHALL support … version aware updates" for patches too.
  await put('h', { active: true })
  t.equal((await patch('/Patient/h', [replaceActive(false)], { 'if-match': 'W/"1"' })).status, 200)
  t.equal((await patch('/Patient/h', [replaceActive(true)], { 'if-match': 'W/"1"' })).status, 412)
  t.equal((await patch('/Patient/h', [{ op: 'remove', path: '/gender' }], { 'if-match': 'W/"1"' })).status, 412)
  t.equal((await patch('/Patient/h', [replaceActive(true)], { 'if-match': '*' })).status, 200)
  t.equal((await patch('/Patient/h', [replaceActive(true)], { 'if-none-match': '*' })).status, 400)
})

t.test('the answer is what the client prefers', async (t) => {
  await put('i', { active: true })
  t.equal((await patch('/Patient/i', [replaceActive(false)], { prefer: 'return=minimal' })).text, '')
  const outcome = await patch('/Patient/i', [replaceActive(true)], { prefer: 'return=OperationOutcome' })
  t.equal(outcome.json.resourceType, 'OperationOutcome')
})

t.test('64 patches at once are all applied', async (t) => {
  await put('race', { telecom: [{ system: 'phone', value: 'x' }] })
  const operation = (n: number) => [{ op: 'add', path: '/telecom/-', value: { system: 'phone', value: String(n) } }]
  const answers = await Promise.all(times(64, (n) => patch('/Patient/race', operation(n))))
  for (const { status, text } of answers) t.equal(status, 200, text)
  const answer = await send('GET', '/Patient/race')
  t.equal(answer.json.meta.versionId, '65')
  const values = answer.json.telecom.map(({ value }: { value: string }) => value)
  t.same([...values].sort(), ['x', ...times(64, String)].sort())
})

for (const type of ['batch', 'transaction'] as const) {
  t.test(`both kinds of patch work in a ${type}`, async (t) => {
    const [one, two] = [`${type}-1`, `${type}-2`]
    await put(one, { active: true })
    await put(two, { active: true })
    const answer = await send('POST', '/', {
      body: bundle(
        type,
        entry(`PATCH Patient/${one}`, jsonPatchBinary(replaceActive(false)), { ifMatch: 'W/"1"' }),
        entry(`PATCH Patient/${two}`, fhirReplace('Patient.active', { valueBoolean: false })),
      ),
    })
    t.equal(answer.status, 200)
    t.same(
      answer.json.entry.map(({ response }: { response: { status: string } }) => response.status),
      ['200 OK', '200 OK'],
    )
    t.equal((await send('GET', `/Patient/${one}`)).json.active, false)
    t.equal((await send('GET', `/Patient/${two}`)).json.active, false)
  })
}

t.test('a patch in a Bundle that is neither is refused', async (t) => {
  await put('j', { active: true })
  const wrong = [
    [patient({ id: 'j' }), '400'],
    [{ resourceType: 'Binary', contentType: 'text/plain', data: 'W10=' }, '415'],
    [{ resourceType: 'Binary', contentType: JSON_PATCH }, '400'],
    [{ resourceType: 'Binary', contentType: JSON_PATCH, data: 'W10' }, '200'],
    [undefined, '400'],
  ] as const
  for (const [resource, status] of wrong) {
    const answer = await send('POST', '/', { body: bundle('batch', entry('PATCH Patient/j', resource)) })
    t.match(answer.json.entry[0].response.status, new RegExp(`^${status}`), JSON.stringify(resource))
  }
})
