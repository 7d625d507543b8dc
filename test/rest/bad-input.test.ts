import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import t, { type Test } from 'tap'
import { exchangeRaw, portOf, sample, sampleApp } from './sample-app.js'

/** A small limit, so that the tests that are about reaching it are quick. */
const limit = 200_000
const json = { 'content-type': 'application/fhir+json' }
const { app } = await sampleApp({ environment: { BODY_LIMIT_BYTES: String(limit) } })
t.teardown(() => app.close())
await app.listen({ port: 0, host: '127.0.0.1' })
const port = portOf(app)
const base = `http://127.0.0.1:${port}/fhir`

interface Expected {
  readonly status: number
  readonly code: string
  readonly says: RegExp
}

/** Asserts on the refusal, and that the next request is fine. */
async function refuses(t: Test, response: Response, expected: Expected): Promise<void> {
  t.equal(response.status, expected.status)
  t.match(response.headers.get('content-type'), /fhir\+json/)
  const outcome = (await response.json()) as { resourceType: string; issue: readonly object[] }
  t.equal(outcome.resourceType, 'OperationOutcome')
  t.match(outcome.issue[0], { severity: 'error', code: expected.code, diagnostics: expected.says })
  const next = await fetch(`${base}/Patient/1`)
  t.equal(await next.text(), sample, 'the next request is fine')
}

const post = (body: string | Uint8Array, headers: Record<string, string> = json, path = '/Patient') =>
  fetch(base + path, { method: 'POST', body, headers })

t.test('a wrong, missing or malformed content type is 415', async (t) => {
  const expected = { status: 415, code: 'not-supported', says: /application\/fhir\+json/ }
  await refuses(t, await post('{}', { 'content-type': 'text/plain' }), expected)
  await refuses(t, await post('a=b', { 'content-type': 'application/x-www-form-urlencoded' }), expected)
  await refuses(t, await post('[]', { 'content-type': 'application/json-patch+json' }), expected)
  await refuses(t, await post(new Uint8Array([123, 125]), {}), expected)
  await refuses(t, await post('{}', { 'content-type': ';;;' }), { ...expected, says: /media type/ })
  await refuses(t, await post('{}', { 'content-type': 'application/fhir+json; charset=latin1' }), {
    ...expected,
    says: /`latin1`; expected `utf-8`/,
  })
  await refuses(t, await post('{}', { 'content-type': 'application/fhir+json; fhirVersion=5.0' }), {
    ...expected,
    says: /`fhirVersion`/,
  })
})

t.test('an empty body where one is needed is 400', async (t) => {
  await refuses(t, await post('', json), { status: 400, code: 'invalid', says: /body is empty/ })
  const bare = await fetch(`${base}/Patient`, { method: 'POST' })
  await refuses(t, bare, { status: 400, code: 'invalid', says: /body is empty/ })
})

t.test('malformed JSON and invalid UTF-8 are 400', async (t) => {
  await refuses(t, await post('{"resourceType":"Patient"'), { status: 400, code: 'structure', says: /./ })
  await refuses(t, await post(new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])), {
    status: 400,
    code: 'structure',
    says: /not UTF-8/,
  })
  await refuses(t, await post('\u0000'), { status: 400, code: 'structure', says: /./ })
})

t.test('a body over the limit is 413 and names the limit, however it is sent', async (t) => {
  const expected = { status: 413, code: 'too-long', says: /200000 bytes.*BODY_LIMIT_BYTES/ }
  await refuses(t, await post('x'.repeat(limit + 1)), expected)
  const pieces = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (let i = 0; i < 30; i++) controller.enqueue(new Uint8Array(10_000).fill(32))
      controller.close()
    },
  })
  const options: RequestInit & { duplex: 'half' } = { method: 'POST', body: pieces, headers: json, duplex: 'half' }
  await refuses(t, await fetch(`${base}/Patient`, options), expected)
})

t.test('a body of 60 MB is 413 with the limit that is the default', async (t) => {
  const { app } = await sampleApp()
  t.teardown(() => app.close())
  await app.listen({ port: 0, host: '127.0.0.1' })
  const url = `http://127.0.0.1:${portOf(app)}/fhir/Patient`
  const response = await fetch(url, { method: 'POST', body: new Uint8Array(60_000_000), headers: json })
  await refuses(t, response, { status: 413, code: 'too-long', says: /52428800 bytes/ })
})

t.test('a body far over the limit is answered before it is sent', async (t) => {
  const received = await exchangeRaw(port, [
    `POST /fhir/Patient HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/fhir+json\r\nContent-Length: 60000000\r\n\r\n{`,
  ])
  t.match(received, /^HTTP\/1\.1 413 [\s\S]*connection: close[\s\S]*OperationOutcome/i)
})

t.test('compressed bombs are 413 after the limit, and what is not compressed at all is 400', async (t) => {
  const bomb = Buffer.alloc(50_000_000, 32)
  for (const [coding, compressed] of [
    ['gzip', gzipSync(bomb)],
    ['deflate', deflateSync(bomb)],
    ['br', brotliCompressSync(bomb)],
  ] as const) {
    t.ok(compressed.length < limit, `${coding} is small`)
    const response = await post(compressed, { ...json, 'content-encoding': coding })
    await refuses(t, response, { status: 413, code: 'too-long', says: /BODY_LIMIT_BYTES/ })
  }
  const wrong = await post('{"resourceType":"Patient"}', { ...json, 'content-encoding': 'gzip' })
  await refuses(t, wrong, { status: 400, code: 'invalid', says: /Content-Encoding/ })
  const short = await post(gzipSync('{"resourceType":"Patient"}').subarray(0, 20), {
    ...json,
    'content-encoding': 'gzip',
  })
  await refuses(t, short, { status: 400, code: 'invalid', says: /ended early/ })
  const unknown = await post('{}', { ...json, 'content-encoding': 'zip' })
  await refuses(t, unknown, { status: 415, code: 'not-supported', says: /`gzip`, `deflate`, `br`/ })
})

t.test('compressed bodies within the limit are read', async (t) => {
  for (const [coding, compressed] of [
    ['gzip', gzipSync(sample)],
    ['deflate', deflateSync(sample)],
    ['br', brotliCompressSync(sample)],
    ['identity', Buffer.from(sample)],
  ] as const) {
    const response = await post(compressed, { ...json, 'content-encoding': coding })
    t.equal(response.status, 201, coding)
    t.equal(await response.text(), sample)
  }
})

t.test('an address of 100 kB is 414 and names the limit', async (t) => {
  const response = await fetch(`${base}/Patient?name=${'x'.repeat(100_000)}`)
  await refuses(t, response, { status: 414, code: 'too-long', says: /65536 characters.*URL_LENGTH_MAX/ })
})

t.test('headers beyond all measure are 431', async (t) => {
  const response = await fetch(`${base}/Patient/1`, { headers: { 'x-big': 'x'.repeat(300_000) } })
  await refuses(t, response, { status: 431, code: 'too-long', says: /too long/ })
})

t.test('5,000 parameters are 400 and name the limit', async (t) => {
  const expected = { status: 400, code: 'invalid', says: /1000 parameters.*PARAMETERS_MAX/ }
  const many = Array.from({ length: 5000 }, (_, i) => `a=${i}`).join('&')
  await refuses(t, await fetch(`${base}/Patient?${many}`), expected)
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  await refuses(t, await post(many, form, '/Patient/_search'), expected)
  const half = many.split('&').slice(0, 600).join('&')
  await refuses(t, await post(half, form, `/Patient/_search?${half}`), expected)
})

t.test('a form of a search has a limit of its own, however it is sent', async (t) => {
  const { app } = await sampleApp({ environment: { SEARCH_FORM_LIMIT_BYTES: '2000' } })
  const expected = { issue: [{ code: 'too-long', diagnostics: /2000 bytes.*`SEARCH_FORM_LIMIT_BYTES`/ }] }
  const search = (payload: string | Buffer, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url: '/fhir/Patient/_search',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload,
    })
  const text = `name=${'x'.repeat(2000)}`
  t.equal((await search(text.slice(0, 2000))).statusCode, 200)
  for (const answer of [await search(text), await search(gzipSync(text), { 'content-encoding': 'gzip' })]) {
    t.equal(answer.statusCode, 413)
    t.match(answer.json(), expected)
  }
  const payload = `{"resourceType":"Patient","x":"${'x'.repeat(2000)}"}`
  const created = await app.inject({ method: 'POST', url: '/fhir/Patient', headers: json, payload })
  t.equal(created.statusCode, 201, 'resources have theirs')
})

t.test('an address whose id or type is empty says so', async (t) => {
  const expected = { status: 400, code: 'invalid', says: /The id in the address is empty/ }
  await refuses(t, await fetch(`${base}/Patient//1`), expected)
  await refuses(t, await fetch(`${base}/Patient//_history`), expected)
  await refuses(t, await fetch(`${base}//1`), { ...expected, says: /The resource type in the address is empty/ })
})

t.test('ids that clients and proxies take for steps along the path are refused', async (t) => {
  const raw = (method: string, target: string) =>
    exchangeRaw(port, [
      `${method} ${target} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/fhir+json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`,
    ])
  for (const id of ['.', '..', '%2e', '%2E%2e'])
    for (const method of ['PUT', 'GET'])
      t.match(await raw(method, `/fhir/Patient/${id}`), /^HTTP\/1\.1 400 [\s\S]*neither `\.` nor `\.\.`/, id)
})

t.test('wrong percent-encoding is 400 in path and query', async (t) => {
  const raw = async (target: string) => {
    const text = await exchangeRaw(port, [`GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`])
    const [head = '', body = ''] = text.split('\r\n\r\n')
    return { status: Number(head.slice(9, 12)), body }
  }
  for (const target of [
    '/fhir/Patient/%zz',
    '/fhir/Patient?name=%ff',
    '/fhir/Patient?%c3%28=1',
    '/fhir/Patient?a=%00',
  ]) {
    const { status, body } = await raw(target)
    t.equal(status, 400, target)
    t.equal(JSON.parse(body).resourceType, 'OperationOutcome')
  }
})

t.test('an unknown _format and an Accept that cannot be met are 406', async (t) => {
  const expected = { status: 406, code: 'not-supported', says: /`application\/fhir\+json`/ }
  await refuses(t, await fetch(`${base}/Patient/1?_format=turtle`), expected)
  await refuses(t, await fetch(`${base}/Patient/1`, { headers: { accept: 'text/turtle' } }), expected)
  const version = 'application/fhir+json; fhirVersion=3.0'
  await refuses(t, await fetch(`${base}/Patient/1`, { headers: { accept: version } }), expected)
})

t.test('nothing that a client sends becomes a header', async (t) => {
  const received = await exchangeRaw(port, [
    'GET /fhir/Patient/1%0d%0aX-Injected:%201 HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: a%0d%0ab\r\nOrigin: http://localhost%0d%0a\r\nConnection: close\r\n\r\n',
  ])
  t.match(received, /^HTTP\/1\.1 400 /)
  const head = received.split('\r\n\r\n', 1)[0] ?? ''
  t.notMatch(head, /injected|%0d|access-control-allow-origin/i)
  await refuses(t, await fetch(`${base}/Patient/1%0d%0aSet-Cookie:%20a=b`), {
    status: 400,
    code: 'invalid',
    says: /id/,
  })
})

t.test('malformed HTTP is answered with an OperationOutcome and closed', async (t) => {
  for (const text of [
    'nonsense\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    'GET /fhir/Patient/1 HTTP/1.1\r\nBad Header\r\n\r\n',
  ]) {
    const received = await exchangeRaw(port, [text])
    t.match(received, /^HTTP\/1\.1 400 Bad Request\r\n[\s\S]*"resourceType":"OperationOutcome"/, text)
  }
  const nameless = await exchangeRaw(port, ['GET /fhir/Patient/1 HTTP/1.1\r\nConnection: close\r\n\r\n'])
  t.match(nameless, /^HTTP\/1\.1 400 [\s\S]*`Host`/)
  const smuggled = await exchangeRaw(port, [
    'POST /fhir/Patient HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ])
  t.match(smuggled, /^HTTP\/1\.1 400 /)
  t.equal((await fetch(`${base}/Patient/1`)).status, 200)
})

t.test('a GET with a body is served, and the connection goes on', async (t) => {
  const received = await exchangeRaw(port, [
    'GET /fhir/Patient/1 HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello',
    'GET /fhir/Patient/1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
  ])
  t.equal(received.match(/HTTP\/1\.1 200 OK/g)?.length, 2)
})

t.test('a fault of the server is 500 with the request id and nothing else', async (t) => {
  const { app, log } = await sampleApp({
    table: [
      {
        name: 'read',
        method: 'GET',
        path: '/:type/:id',
        scope: 'r',
        perform: async () => {
          throw new TypeError('secret internals')
        },
      },
    ],
  })
  const response = await app.inject({ url: '/fhir/Patient/1', headers: { 'x-request-id': 'find-me' } })
  t.equal(response.statusCode, 500)
  t.match(response.body, /find-me/)
  t.notMatch(response.body, /secret|TypeError/)
  t.match(log.join(''), /secret internals[\s\S]*find-me/, 'the log has it')
})
