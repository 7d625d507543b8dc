import t from 'tap'
import { sample, sampleApp, seenBy } from './sample-app.js'

const issueOf = (body: string) => JSON.parse(body).issue[0]

t.test('a read answers the stored bytes with ETag, Last-Modified and timing', async (t) => {
  const { app } = await sampleApp()
  const response = await app.inject('/fhir/Patient/1')
  t.equal(response.statusCode, 200)
  t.equal(response.body, sample)
  t.match(response.headers, {
    'content-type': 'application/fhir+json; charset=utf-8',
    etag: 'W/"1"',
    'last-modified': 'Tue, 24 Nov 2026 09:30:00 GMT',
    'x-request-id': /^test-1$/,
    'server-timing': /^total;dur=[\d.]+, parse;dur=[\d.]+, perform;dur=[\d.]+, format;dur=[\d.]+$/,
  })
  const again = await app.inject('/fhir/Patient/1')
  t.equal(again.headers['x-request-id'], 'test-2')
})

t.test('every answer forbids shared caches to keep it, also where a proxy took Accept-Encoding away', async (t) => {
  const { app } = await sampleApp()
  for (const url of ['/fhir/Patient/1', '/fhir/Patient/2', '/fhir/metadata', '/fhir/Nonsense/1'])
    for (const headers of [{}, { 'accept-encoding': 'br' }, { origin: 'http://localhost' }]) {
      const answer = await app.inject({ url, headers })
      t.match(
        answer.headers,
        { 'cache-control': 'private, no-cache', vary: 'Accept, Accept-Encoding, Origin, Authorization' },
        `${url} ${JSON.stringify(headers)}`,
      )
    }
})

t.test('HEAD is there wherever GET is, with the same headers and no body', async (t) => {
  const { app } = await sampleApp()
  const response = await app.inject({ method: 'HEAD', url: '/fhir/Patient/1' })
  t.equal(response.statusCode, 200)
  t.equal(response.body, '')
  t.equal(response.headers['content-length'], String(sample.length))
  t.equal((await app.inject({ method: 'HEAD', url: '/fhir/metadata' })).statusCode, 200)
})

t.test('304 and 204 have neither body nor content type', async (t) => {
  const { app } = await sampleApp()
  const unchanged = await app.inject({ url: '/fhir/Patient/1', headers: { 'if-none-match': 'W/"1"' } })
  t.match(unchanged, { statusCode: 304, body: '' })
  t.equal(unchanged.headers['content-type'], undefined)
  t.equal(unchanged.headers.etag, 'W/"1"')
  const deleted = await app.inject({ method: 'DELETE', url: '/fhir/Patient?identifier=x' })
  t.match(deleted, { statusCode: 204, body: '' })
  t.equal(deleted.headers['content-type'], undefined)
})

t.test('a create answers absolute Location and Content-Location', async (t) => {
  const { app } = await sampleApp()
  const response = await app.inject({
    method: 'POST',
    url: '/fhir/Patient',
    headers: { 'content-type': 'application/fhir+json' },
    payload: '{ "resourceType" : "Patient", "x": 1.10 }',
  })
  t.equal(response.statusCode, 201)
  t.equal(response.headers.location, 'http://127.0.0.1:8080/fhir/Patient/new/_history/1')
  t.equal(response.headers['content-location'], response.headers.location)
  t.equal(response.body, '{"resourceType":"Patient","x":1.10}', 'the exact text')
})

t.test('parameters are decoded once, in order, with repetitions', async (t) => {
  const { app } = await sampleApp()
  const response = await app.inject('/fhir/Patient?name=a+b&name=%2541&_sort=-_id&family%3Aexact=M%C3%BCller&flag&')
  t.same(seenBy(response.body).parameters, [
    ['name', 'a b'],
    ['name', '%41'],
    ['_sort', '-_id'],
    ['family:exact', 'Müller'],
    ['flag', ''],
  ])
})

t.test('a search by POST joins the parameters of address and form', async (t) => {
  const { app } = await sampleApp()
  const response = await app.inject({
    method: 'POST',
    url: '/fhir/Patient/_search?name=a',
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' },
    payload: 'name=b&_count=3',
  })
  t.same(seenBy(response.body).parameters, [
    ['name', 'a'],
    ['name', 'b'],
    ['_count', '3'],
  ])
  const bare = await app.inject({ method: 'POST', url: '/fhir/Patient/_search?name=a' })
  t.same(seenBy(bare.body).parameters, [['name', 'a']])
  const wrong = await app.inject({
    method: 'POST',
    url: '/fhir/Patient/_search',
    headers: { 'content-type': 'application/json' },
    payload: '{}',
  })
  t.equal(wrong.statusCode, 415)
})

t.test('conditional forms share the path of the type', async (t) => {
  const { app } = await sampleApp()
  for (const method of ['PUT', 'PATCH'] as const) {
    const response = await app.inject({
      method,
      url: '/fhir/Patient?identifier=x',
      headers: { 'content-type': 'application/fhir+json' },
      payload: '{"resourceType":"Patient"}',
    })
    t.match(seenBy(response.body), { type: 'Patient', parameters: [['identifier', 'x']] })
  }
})

t.test('headers of conditions and preferences reach the interaction', async (t) => {
  const { app } = await sampleApp()
  const response = await app.inject({
    method: 'PUT',
    url: '/fhir/Patient/1',
    headers: {
      'content-type': 'application/fhir+json; fhirVersion=4.0',
      'if-match': 'W/"3"',
      'if-none-exist': 'identifier=a|b',
      prefer: 'return=minimal; handling=lenient',
    },
    payload: '{"resourceType":"Patient"}',
  })
  t.match(seenBy(response.body), {
    interaction: 'update',
    id: '1',
    ifMatch: 'W/"3"',
    ifNoneExist: 'identifier=a|b',
    prefer: { return: 'minimal', handling: 'lenient' },
    contentType: 'application/fhir+json',
  })
})

t.test('versions, compartments and trailing slashes find their routes', async (t) => {
  const { app } = await sampleApp()
  const seen = async (url: string) => seenBy((await app.inject(url)).body)
  t.match(await seen('/fhir/Patient/1/_history/2'), { interaction: 'vread', versionId: '2' })
  t.match(await seen('/fhir/Patient/1/*'), { interaction: 'search-compartment', searchedType: '*' })
  t.match(await seen('/fhir/Patient/1/Observation'), { searchedType: 'Observation' })
  t.match(await seen('/fhir/?_type=Patient'), { interaction: 'search-system' })
  t.match(await seen('/fhir?_type=Patient'), { interaction: 'search-system' })
  t.match(await seen('/fhir/Patient/'), { interaction: 'search-type' })
})

t.test('unknown types and paths are 404 and name the nearest', async (t) => {
  const { app } = await sampleApp()
  const cases: readonly (readonly [url: string, said: RegExp])[] = [
    ['/fhir/Patientt/1', /`Patient`/],
    ['/fhir/patient', /`Patient`/],
    ['/fhir/Patient/1/Observations', /`Observation`/],
    ['/fhir/Patient/1/$everything', /operation `\$everything`/],
    ['/fhir/$export', /operation `\$export`/],
    ['/fhir/Patient/1/a/b/c', /Nothing is at this address/],
    ['/elsewhere', /Nothing is at this address/],
  ]
  for (const [url, said] of cases) {
    const response = await app.inject(url)
    t.equal(response.statusCode, 404, url)
    t.match(issueOf(response.body), { code: 'not-found', diagnostics: said }, url)
    t.equal(response.headers['content-type'], 'application/fhir+json; charset=utf-8')
  }
})

t.test('a known path with another method is 405 and says what is allowed', async (t) => {
  const { app } = await sampleApp()
  const response = await app.inject({ method: 'POST', url: '/fhir/Patient/1' })
  t.equal(response.statusCode, 405)
  t.equal(response.headers.allow, 'GET, HEAD, PUT, PATCH, OPTIONS')
  t.equal(issueOf(response.body).code, 'not-supported')
  t.equal((await app.inject('/fhir/Patient/_search')).headers.allow, 'POST, OPTIONS', 'not the read of `_search`')
  t.equal((await app.inject({ method: 'POST', url: '/fhir/Patient/$validate' })).statusCode, 404)
  t.equal((await app.inject({ method: 'DELETE', url: '/fhir/metadata' })).statusCode, 405)
})

t.test('an id that can be none is 400', async (t) => {
  const { app } = await sampleApp()
  t.equal((await app.inject(`/fhir/Patient/${'x'.repeat(600)}`)).statusCode, 404)
  for (const id of ['a_b', 'a%2Fb', 'x'.repeat(65)]) {
    const response = await app.inject(`/fhir/Patient/${id}`)
    t.equal(response.statusCode, 400, id.slice(0, 10))
    t.equal(issueOf(response.body).code, 'invalid')
  }
})

t.test('OPTIONS tells the methods, and browsers of allowed origins only', async (t) => {
  const { app } = await sampleApp()
  const plain = await app.inject({ method: 'OPTIONS', url: '/fhir/Patient' })
  t.equal(plain.statusCode, 204)
  t.equal(plain.headers.allow, 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS')
  const preflight = (origin: string) =>
    app.inject({
      method: 'OPTIONS',
      url: '/fhir/Patient/1',
      headers: { origin, 'access-control-request-method': 'PUT' },
    })
  const local = await preflight('http://localhost:3000')
  t.match(local.headers, {
    'access-control-allow-origin': 'http://localhost:3000',
    'access-control-allow-methods': /PUT/,
    'access-control-allow-headers': /If-Match/,
  })
  t.equal((await preflight('https://evil.example')).headers['access-control-allow-origin'], undefined)
  const read = await app.inject({ url: '/fhir/Patient/1', headers: { origin: 'http://localhost:3000' } })
  t.match(read.headers['access-control-expose-headers'], /ETag, Location, Last-Modified, Content-Location/)
  const refused = await app.inject({ url: '/fhir/Patient/2', headers: { origin: 'http://localhost:3000' } })
  t.equal(refused.headers['access-control-allow-origin'], 'http://localhost:3000', 'errors too are readable')
})

t.test('CORS_ORIGINS can be every origin, some, or none', async (t) => {
  const allowed = async (origins: string, origin: string) => {
    const { app } = await sampleApp({ environment: { AUTH: 'none', CORS_ORIGINS: origins } })
    return (await app.inject({ url: '/fhir/Patient/1', headers: { origin } })).headers['access-control-allow-origin']
  }
  t.equal(await allowed('*', 'https://a.example'), '*')
  t.equal(await allowed('https://a.example', 'https://a.example'), 'https://a.example')
  t.equal(await allowed('https://a.example', 'https://b.example'), undefined)
  t.equal(await allowed('off', 'http://localhost'), undefined)
})

t.test('a name that is not this machine is refused where nobody logs in', async (t) => {
  const { app } = await sampleApp()
  const statusFor = async (host: string) => (await app.inject({ url: '/fhir/Patient/1', headers: { host } })).statusCode
  for (const host of ['localhost', '127.0.0.1:8080', '[::1]:80']) t.equal(await statusFor(host), 200, host)
  t.equal(await statusFor('rebound.evil.example'), 403)
  const { app: proxied } = await sampleApp({ environment: { BASE_URL: 'https://fhir.example.org/fhir' } })
  const behind = await proxied.inject({ url: '/fhir/Patient/1', headers: { host: 'fhir.example.org' } })
  t.equal(behind.statusCode, 200, 'BASE_URL is a name of its own')
})

t.test('the base path is the one of BASE_URL', async (t) => {
  const { app } = await sampleApp({ environment: { BASE_URL: 'http://localhost' } })
  t.equal((await app.inject('/Patient/1')).statusCode, 200)
  t.equal((await app.inject('/metadata')).statusCode, 200)
  t.equal((await app.inject('/healthz')).statusCode, 200)
  const deep = (await sampleApp({ environment: { BASE_URL: 'http://localhost/a/b/r4/' } })).app
  t.equal((await deep.inject('/a/b/r4/Patient/1')).statusCode, 200)
})

t.test('the client names its request where the name is safe', async (t) => {
  const { app } = await sampleApp()
  const named = async (id: string) =>
    (await app.inject({ url: '/fhir/Patient/1', headers: { 'x-request-id': id } })).headers['x-request-id']
  t.equal(await named('abc-1.2_3'), 'abc-1.2_3')
  t.match(await named('a b'), /^test-/)
  t.match(await named('x'.repeat(65)), /^test-/)
  t.match(await named('<script>'), /^test-/)
})
