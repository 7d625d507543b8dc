// https://hl7.org/fhir/R4/binary.html#rest
import t from 'tap'
import { createServer } from '../../src/server.js'
import { startServer } from '../harness/server.js'
import { issueOf, patient } from './samples.js'

const { app, engine, send } = await startServer(t, { BODY_LIMIT_BYTES: '40000' })

/** Every byte there is: none may be read as text on its way. */
const png = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))
const FHIR_JSON = 'application/fhir+json'

const store = (path: string, contentType: string, body: Buffer | string, headers = {}) =>
  send(path === '' ? 'POST' : 'PUT', `/Binary${path}`, { body, headers: { 'content-type': contentType, ...headers } })

/** The answer with its bytes. */
async function fetchBytes(
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method: 'GET' | 'HEAD' = 'GET',
) {
  const {
    statusCode: status,
    headers: got,
    rawPayload: bytes,
  } = await app.inject({ method, url: `/fhir${path}`, headers })
  return { status, headers: got, bytes }
}

const created = await store('', 'image/png', png)
const path = `/Binary/${created.json.id}`

t.test('content that is posted becomes a Binary with its type', async (t) => {
  t.equal(created.status, 201)
  t.match(created.json, { resourceType: 'Binary', contentType: 'image/png', data: png.toString('base64') })
  t.match(created.headers.location, new RegExp(`${path}/_history/1$`))
})

t.test('who accepts anything, this type, or does not say, gets the bytes', async (t) => {
  for (const accept of [
    undefined,
    '',
    '*/*',
    'image/png',
    'image/*',
    'text/html, image/*;q=0.8',
    'application/json, */*',
  ]) {
    const { status, headers, bytes } = await fetchBytes(path, accept === undefined ? {} : { accept })
    t.equal(status, 200, `${accept}`)
    t.equal(headers['content-type'], 'image/png')
    t.equal(headers.etag, 'W/"1"')
    t.equal(headers['last-modified'], created.headers['last-modified'])
    t.equal(headers['content-length'], String(png.length))
    t.ok(bytes.equals(png))
  }
})

t.test('who asks for FHIR gets the resource', async (t) => {
  const asked: readonly (readonly [accept: string | undefined, query: string, contentType: RegExp])[] = [
    [FHIR_JSON, '', /fhir\+json/],
    ['application/fhir+xml', '', /fhir\+xml/],
    [`${FHIR_JSON}, */*;q=0.5`, '', /fhir\+json/],
    ['image/png, application/fhir+xml', '', /fhir\+xml/],
    ['image/gif;q=0.9, application/fhir+xml;q=0.5, */*;q=0.1', '', /fhir\+xml/],
    ['application/json', '', /fhir\+json/],
    ['text/xml', '', /fhir\+xml/],
    [undefined, '?_format=json', /fhir\+json/],
    ['image/png', '?_format=application/fhir%2Bxml', /fhir\+xml/],
  ]
  for (const [accept, query, contentType] of asked) {
    const answer = await send('GET', path + query, { headers: accept === undefined ? {} : { accept } })
    t.equal(answer.status, 200, `${accept}`)
    t.match(answer.headers['content-type'], contentType, `${accept}`)
    t.match(answer.text, png.toString('base64'))
    t.equal(answer.headers['content-security-policy'], undefined)
  }
  t.notOk((await send('GET', `${path}?_elements=contentType`, { headers: { accept: FHIR_JSON } })).json.data)
  t.notOk((await send('GET', `${path}?_elements=contentType`, { headers: { accept: 'application/json' } })).json.data)
  t.ok((await fetchBytes(`${path}?_summary=text`)).bytes.equals(png), 'content is whole')
})

t.test('406 for who takes neither', async (t) => {
  for (const accept of ['image/gif', 'text/html', 'image/png;q=0', ',', `${FHIR_JSON}; fhirVersion=3.0`]) {
    const answer = await send('GET', path, { headers: { accept } })
    t.equal(answer.status, 406, accept)
    t.match(issueOf(answer).diagnostics, /`image\/png`/)
  }
  t.equal((await send('GET', `${path}?_format=image/png`)).status, 406)
})

t.test('vread, HEAD and conditional reads are of the content too', async (t) => {
  t.equal((await store('/versions', 'text/plain; charset=utf-8', 'one')).status, 201)
  const second = await store('/versions', 'text/csv', 'two', { 'if-match': 'W/"1"' })
  t.equal(second.status, 200)
  t.equal(second.json.id, 'versions')
  t.equal((await store('/versions', 'text/csv', 'three', { 'if-match': 'W/"1"' })).status, 412)
  const first = await fetchBytes('/Binary/versions/_history/1')
  t.equal(first.bytes.toString(), 'one')
  t.equal(first.headers['content-type'], 'text/plain; charset=utf-8')
  const head = await fetchBytes('/Binary/versions', {}, 'HEAD')
  t.match(head.headers, { 'content-type': 'text/csv', 'content-length': '3', etag: 'W/"2"' })
  t.equal(head.bytes.length, 0)
  const known = await fetchBytes('/Binary/versions', { 'if-none-match': 'W/"2"', accept: 'text/csv' })
  t.equal(known.status, 304)
  t.equal(known.bytes.length, 0)
})

t.test('errors are OperationOutcomes, whatever type was asked for', async (t) => {
  const absent = await send('GET', '/Binary/absent', { headers: { accept: 'image/png' } })
  t.equal(absent.status, 404)
  t.equal(issueOf(absent).code, 'not-found')
  await store('/gone', 'text/plain', 'x')
  t.equal((await send('DELETE', '/Binary/gone')).status, 204)
  t.equal((await send('GET', '/Binary/gone', { headers: { accept: 'text/plain' } })).status, 410)
  t.equal((await send('GET', '/Binary/a_b')).status, 400)
})

t.test('a Binary resource stays one, in each format', async (t) => {
  const data = Buffer.from('hello').toString('base64')
  const json = `{ "id": "whole", "contentType": "text/plain", "data": "${data}", "resourceType": "Binary" }`
  const xml = `<?xml version="1.0"?><!-- a --><f:Binary xmlns:f="http://hl7.org/fhir"><f:id value="whole"/><f:contentType value="text/plain"/><f:data value="${data}"/></f:Binary>`
  for (const [contentType, body] of [
    [FHIR_JSON, json],
    ['application/json', json],
    ['application/fhir+xml', xml],
    ['text/xml; charset=utf-8', `\ufeff${xml}`],
  ] as const) {
    t.match((await store('/whole', contentType, body)).json, { contentType: 'text/plain', data }, contentType)
    t.equal((await fetchBytes('/Binary/whole')).bytes.toString(), 'hello')
  }
})

t.test('JSON and XML that are no Binary resource are content', async (t) => {
  for (const [contentType, body] of [
    ['application/json', '[1.10, {"resourceType": "Binary"}]'],
    [FHIR_JSON, '{ "resourceType": "Patient" }'],
    ['text/xml', '<ClinicalDocument xmlns="urn:hl7-org:v3"><title/></ClinicalDocument>'],
    ['application/xml; charset=iso-8859-1', Buffer.from('<a>\u00e9</a>', 'latin1')],
    ['application/fhir+xml', '<Patient xmlns="http://hl7.org/fhir"/>'],
    ['application/x-www-form-urlencoded', 'a=1'],
  ] as const) {
    const answer = await store('', contentType, body)
    t.equal(answer.status, 201, contentType)
    t.equal(answer.json.contentType, contentType)
    const { bytes, headers } = await fetchBytes(`/Binary/${answer.json.id}`)
    t.ok(bytes.equals(Buffer.from(body)), contentType)
    t.equal(headers['content-type'], contentType)
  }
})

t.test('what is wrong with a body is told', async (t) => {
  t.equal((await store('', 'application/json', '{"resourceType": "Bin')).status, 400)
  t.equal((await store('', FHIR_JSON, '{"resourceType":"Binary","data":"!"}')).status, 400)
  t.equal((await store('', 'text/xml', 'no XML')).status, 400)
  t.equal((await store('', 'image/png', '')).status, 400)
  t.equal((await store('', 'image', 'x')).status, 415)
  t.equal((await store('', 'text/plain; charset', 'x')).status, 415)
  t.equal((await send('POST', '/Patient', { body: png, headers: { 'content-type': 'image/png' } })).status, 415)
  t.equal(
    (await send('POST', '/Binary', { body: png, headers: { 'content-type': 'image/png', accept: 'image/png' } }))
      .status,
    406,
  )
})

t.test('the limit of bodies holds for the content as base64', async (t) => {
  const fits = Buffer.alloc(30_000, 1)
  t.equal((await store('/large', 'image/png', fits)).status, 201)
  t.ok((await fetchBytes('/Binary/large')).bytes.equals(fits))
  for (const length of [30_001, 40_000, 40_001]) {
    const answer = await store('', 'image/png', Buffer.alloc(length, 1))
    t.equal(answer.status, 413, `${length}`)
    t.match(issueOf(answer).diagnostics, /BODY_LIMIT_BYTES/)
  }
})

t.test('no browser runs what was stored', async (t) => {
  const types: readonly (readonly [type: string, disposition: 'attachment' | undefined])[] = [
    ['image/png', undefined],
    ['application/pdf', undefined],
    ['text/plain;charset=utf-8', undefined],
    ['text/html', 'attachment'],
    ['TEXT/HTML; charset=utf-8', 'attachment'],
    ['image/svg+xml', 'attachment'],
    ['application/xhtml+xml', 'attachment'],
    ['text/javascript', 'attachment'],
    ['multipart/x-mixed-replace', 'attachment'],
  ]
  for (const [type, disposition] of types) {
    await store('/risky', type, '<script>alert(1)</script>')
    const { headers } = await fetchBytes('/Binary/risky', {
      accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    })
    t.equal(headers['content-type'], type)
    t.equal(headers['content-disposition'], disposition, type)
    t.equal(headers['x-content-type-options'], 'nosniff')
    t.equal(headers['content-security-policy'], "sandbox; default-src 'none'")
  }
})

t.test('a content type that is none cannot put words into the headers', async (t) => {
  // Validation refuses most of them; they may have been stored before it was on.
  const loose = await startServer(t, { VALIDATION: 'structure' })
  for (const contentType of [
    'text/html\nset-cookie: a=b',
    'text/html\r\n\r\n<b>',
    'text/plain, text/html',
    'é/è',
    'x'.repeat(999),
  ]) {
    const body = { resourceType: 'Binary', id: 'forged', contentType, data: 'aGVsbG8=' }
    const { status } = await loose.send('PUT', '/Binary/forged', { body })
    t.comment(`${JSON.stringify(contentType)}: ${status}`)
    if (status === 400) continue
    const { headers, rawPayload: bytes } = await loose.app.inject('/fhir/Binary/forged')
    t.equal(headers['content-type'], 'application/octet-stream', JSON.stringify(contentType))
    t.equal(headers['content-disposition'], 'attachment')
    t.equal(headers['set-cookie'], undefined)
    t.equal(bytes.toString(), 'hello')
  }
})

t.test('X-Security-Context becomes the securityContext, and comes back', async (t) => {
  await send('PUT', '/Patient/x', { body: patient({ id: 'x' }) })
  const answer = await store('/secret', 'text/plain', 'x', { 'x-security-context': 'Patient/x' })
  t.same(answer.json.securityContext, { reference: 'Patient/x' })
  t.equal((await fetchBytes('/Binary/secret')).headers['x-security-context'], 'Patient/x')
  t.equal((await store('', 'text/plain', 'x', { 'x-security-context': 'Patient/absent' })).status, 422)
  for (const reference of ['x', '', 'Patient?name=x', '#x'])
    t.equal((await store('', 'text/plain', 'x', { 'x-security-context': reference })).status, 400, reference)
})

t.test('pages of other origins cannot store content without asking', async (t) => {
  t.equal((await store('', 'text/plain', 'x', { origin: 'https://elsewhere.example' })).status, 403)
  t.equal((await store('', 'text/plain', 'x', { origin: 'null' })).status, 403)
  t.equal((await store('', 'text/plain', 'x', { origin: 'http://127.0.0.1:8080' })).status, 201)
  t.equal((await store('', 'text/plain', 'x', { origin: 'http://localhost:3000' })).status, 201)
})

t.test('what is not read or written natively is as for any type', async (t) => {
  const found = await send('GET', `/Binary?_id=${created.json.id}`)
  t.match(found.json.entry[0].resource, { resourceType: 'Binary', contentType: 'image/png' })
  t.equal((await send('GET', `${path}/_history`)).json.type, 'history')
  t.equal((await send('GET', '/Binary/_history')).json.type, 'history')
  t.match(issueOf(await send('GET', '/Binary/$nothing')).diagnostics, /operation|id/)
  t.equal((await send('PATCH', path, { body: '[]', headers: { 'content-type': 'text/plain' } })).status, 415)
  t.equal((await send('GET', '/Binary', { headers: { accept: 'image/png' } })).status, 406)
  t.match((await send('OPTIONS', path)).headers.allow, 'GET, HEAD, PUT, PATCH, DELETE')
  t.equal((await send('POST', path)).status, 405)
  t.equal((await fetchBytes(`${path}/`)).headers['content-type'], 'image/png')
})

t.test('a token needs the scope for Binary', async (t) => {
  const guarded = await createServer({ ...engine, config: { ...engine.config, auth: 'token' } })
  t.teardown(() => guarded.close())
  const token = await engine.clients.add('scanner', 'system/Binary.c system/Patient.r')
  const authorization = `Bearer ${token}`
  const post = (headers: Readonly<Record<string, string>>) =>
    guarded.inject({
      method: 'POST',
      url: '/fhir/Binary',
      payload: png,
      headers: { 'content-type': 'image/png', ...headers },
    })
  t.equal((await post({})).statusCode, 401)
  t.equal((await post({ authorization })).statusCode, 201)
  t.equal((await guarded.inject({ url: `/fhir${path}`, headers: { authorization } })).statusCode, 403)
  t.equal((await guarded.inject(`/fhir${path}`)).statusCode, 401)
})
