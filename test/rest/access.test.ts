import t from 'tap'
import { sampleApp } from './sample-app.js'

const { app, log } = await sampleApp({ environment: { AUTH: 'token', HOST: '0.0.0.0' } })
const issueOf = (body: string) => JSON.parse(body).issue[0]
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

t.test('without a token, or with a wrong one, the answer is 401 and says how', async (t) => {
  for (const headers of [
    {},
    { authorization: 'Basic abc' },
    bearer('wrong'),
    bearer('se cret'),
    bearer('x'.repeat(999)),
  ]) {
    const response = await app.inject({ url: '/fhir/Patient/1', headers })
    t.equal(response.statusCode, 401)
    t.match(response.headers['www-authenticate'], /^Bearer/)
    t.equal(issueOf(response.body).code, 'login')
  }
})

t.test('a token opens what its scopes say, and nothing else', async (t) => {
  const ask = (method: 'GET' | 'PUT', url: string) =>
    app.inject({
      method,
      url,
      headers: { ...bearer('secret'), 'content-type': 'application/fhir+json' },
      ...(method === 'PUT' ? { payload: '{"resourceType":"Patient"}' } : {}),
    })
  t.equal((await ask('GET', '/fhir/Patient/1')).statusCode, 200)
  t.equal((await ask('GET', '/fhir/Patient?name=a')).statusCode, 200)
  for (const [method, url] of [
    ['GET', '/fhir/Observation/1'],
    ['PUT', '/fhir/Patient/1'],
    ['GET', '/fhir/Observation'],
  ] as const) {
    const response = await ask(method, url)
    t.equal(response.statusCode, 403, url)
    t.match(issueOf(response.body), { code: 'forbidden', diagnostics: /laboratory/ })
  }
})

t.test('metadata and health are open', async (t) => {
  for (const url of ['/fhir/metadata', '/healthz', '/readyz']) {
    t.equal((await app.inject(url)).statusCode, 200, url)
  }
})

t.test('metrics are for clients, whatever their scopes', async (t) => {
  t.equal((await app.inject('/metrics')).statusCode, 401)
  t.equal((await app.inject({ url: '/metrics', headers: bearer('wrong') })).statusCode, 401)
  t.match(await app.inject({ url: '/metrics', headers: bearer('secret') }), {
    statusCode: 200,
    headers: { 'cache-control': 'no-store' },
    body: /anteroom_requests_total/,
  })
})

t.test('without tokens, metrics are for this machine; probes of health come under any name', async (t) => {
  const { app } = await sampleApp()
  const statusOf = async (url: string, host: string) => (await app.inject({ url, headers: { host } })).statusCode
  t.equal(await statusOf('/metrics', 'localhost:8080'), 200)
  t.equal(await statusOf('/metrics', 'rebound.evil.example'), 403)
  t.equal(await statusOf('/healthz', '10.0.0.7'), 200)
  t.equal(await statusOf('/readyz', '10.0.0.7'), 200)
})

t.test('a body is not read before the client is known', async (t) => {
  const response = await app.inject({
    method: 'POST',
    url: '/fhir/Patient',
    headers: { 'content-type': 'application/fhir+json' },
    payload: 'not JSON at all',
  })
  t.equal(response.statusCode, 401)
})

t.test('the log has names and patterns, no patients and no tokens', async (t) => {
  await app.inject({ url: '/fhir/Patient/1?name=Ypsilanti', headers: bearer('secret') })
  await app.inject({ url: '/fhir/Patient/Quetzal', headers: bearer('secret') })
  const text = log.join('')
  t.match(
    text,
    /"client":"laboratory"[^\n]*"interaction":"read"[^\n]*"route":"\/:type\/:id","type":"Patient","status":200/,
  )
  t.notMatch(text, /Ypsilanti|Quetzal|secret/)
})
