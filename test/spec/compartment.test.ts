// https://hl7.org/fhir/R4/search.html#searchcontexts
import t from 'tap'
import { createServer } from '../../src/server.js'
import { type Answer, type Json, startServer } from '../harness/server.js'
import { bundle, entry, issueOf, observation, patient, times } from './samples.js'

const { engine, send } = await startServer(t)
const of = (id: string) => ({ subject: { reference: `Patient/${id}` } })
const loaded = await send('POST', '/', {
  body: bundle(
    'transaction',
    entry('PUT Patient/x', patient({ id: 'x' })),
    entry('PUT Patient/y', patient({ id: 'y', link: [{ other: { reference: 'Patient/x' }, type: 'seealso' }] })),
    entry('PUT Patient/lonely', patient({ id: 'lonely' })),
    ...times(5, (at) => entry(`PUT Observation/o${at}`, observation({ id: `o${at}`, ...of('x') }))),
    entry('PUT Observation/other', observation({ id: 'other', status: 'preliminary', ...of('lonely') })),
    entry('PUT Condition/c', { resourceType: 'Condition', id: 'c', ...of('x') }),
  ),
})
t.equal(loaded.status, 200, 'the resources are there')

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const post = (path: string, body = '') => send('POST', path, { body, headers: form })
const idsOf = ({ json }: { readonly json: Json }): string[] =>
  (json.entry ?? []).map(({ resource }: Json) => `${resource.resourceType}/${resource.id}`).sort()
const linkOf = ({ json }: Answer, relation: string): string | undefined =>
  json.link.find((link: Json) => link.relation === relation)?.url.replace('http://127.0.0.1:8080/fhir', '')
const observations = times(5, (at) => `Observation/o${at}`)

t.test('a search in a compartment finds what is in it, by GET and by POST alike', async (t) => {
  for (const [path, query, found] of [
    ['/Patient/x/Observation', '', observations],
    ['/Patient/x/Observation', 'status=final&_count=50', observations],
    ['/Patient/x/Observation', 'status=preliminary', []],
    ['/Patient/x/Observation', '_id=o3', ['Observation/o3']],
    ['/Patient/lonely/Observation', '', ['Observation/other']],
    ['/Patient/x/Patient', '', ['Patient/x', 'Patient/y']],
  ] as const) {
    const got = await send('GET', `${path}?${query}`)
    const posted = await post(`${path}/_search`, query)
    t.equal(got.status, 200, path)
    t.same(idsOf(got), found, `${path}?${query}`)
    t.same(idsOf(posted), found, `POST ${path}/_search ${query}`)
    t.equal(linkOf(posted, 'self'), linkOf(got, 'self'))
  }
})

t.test('parameters of the form and of the address count both', async (t) => {
  const path = '/Patient/x/Observation/_search'
  t.same(idsOf(await post(`${path}?status=final`, '_id=o1,o2')), ['Observation/o1', 'Observation/o2'])
  t.same(idsOf(await post(`${path}?status=preliminary`, '_id=o1')), [])
  t.match((await post(`${path}?_format=json`, '_format=xml')).headers['content-type'], /json/)
  t.match((await post(path, '_format=xml')).text, /^<\?xml/)
  t.equal((await send('POST', path)).status, 200, 'a search without a body')
  t.equal((await send('POST', path, { body: {} })).status, 415)
  t.equal((await post(path, 'nonsense=1')).status, 400)
})

t.test('the star searches every type of the compartment', async (t) => {
  const found = [...observations, 'Condition/c', 'Patient/x', 'Patient/y'].sort()
  t.same(idsOf(await send('GET', '/Patient/x/*?_count=50')), found)
  t.same(idsOf(await post('/Patient/x/*/_search', '_count=50')), found)
  t.same(idsOf(await send('GET', '/Patient/x/*?_type=Condition')), ['Condition/c'])
})

t.test('the links lead through all pages, each resource once', async (t) => {
  for (const first of [
    await send('GET', '/Patient/x/Observation?_count=2'),
    await post('/Patient/x/Observation/_search?_count=2', 'status=final'),
    await send('GET', '/Patient/x/*?_count=3'),
  ]) {
    const seen: string[] = []
    let page = first
    for (let pages = 1; pages < 9; pages++) {
      seen.push(...idsOf(page))
      const next = linkOf(page, 'next')
      if (next === undefined) break
      t.match(next, /^\/Patient\/x\/(Observation|\*)\?/)
      page = await send('GET', next)
      t.equal(page.status, 200)
      const previous = await send('GET', linkOf(page, 'previous') ?? '')
      t.equal(previous.status, 200)
    }
    t.equal(new Set(seen).size, seen.length)
    t.equal(seen.length, first.json.total ?? seen.length)
    t.ok(observations.every((id) => seen.includes(id)))
  }
})

t.test('a cursor of one compartment is none of another', async (t) => {
  const next = linkOf(await send('GET', '/Patient/x/Observation?_count=2'), 'next') ?? ''
  t.equal((await send('GET', next.replace('/Patient/x/', '/Patient/lonely/'))).status, 400)
})

t.test('the compartment of a patient that is not there is empty', async (t) => {
  for (const answer of [await send('GET', '/Patient/absent/Observation'), await post('/Patient/absent/*/_search')]) {
    t.equal(answer.status, 200)
    t.equal(answer.json.total, 0)
    t.same(idsOf(answer), [])
  }
})

t.test('what is no compartment, no type or never inside is told', async (t) => {
  for (const [path, status, said] of [
    ['/Organization/x/Observation', 404, /no compartment of `Organization`.*`Patient`/],
    ['/Organization/x/*', 404, /no compartment of `Organization`/],
    ['/Patiant/x/Observation', 404, /`Patient`/],
    ['/Patient/x/Observatio', 404, /`Observation`/],
    ['/Patient/x/Xyzzy', 404, /no resource type `Xyzzy` in FHIR R4\.$/],
    ['/Patient/x/Location', 400, /`Location` is never in the compartment/],
    ['/Patient/a_b/Observation', 400, /id/],
  ] as const) {
    for (const answer of [await send('GET', path), await post(`${path}/_search`)]) {
      t.equal(answer.status, status, path)
      t.match(issueOf(answer).diagnostics, said)
    }
  }
  t.match((await send('GET', '/Patient/x/Observation/_search')).headers.allow, 'POST, OPTIONS')
  t.equal((await send('GET', '/Patient/x/Observation/_search')).status, 405)
})

t.test('a search of a compartment stands in a batch too', async (t) => {
  const answer = await send('POST', '/', { body: bundle('batch', entry('GET Patient/x/Condition')) })
  t.same(idsOf({ json: answer.json.entry[0].resource }), ['Condition/c'])
})

t.test('scopes are judged by the type that is searched', async (t) => {
  const guarded = await createServer({ ...engine, config: { ...engine.config, auth: 'token' } })
  t.teardown(() => guarded.close())
  const token = await engine.clients.add('laboratory', 'system/Observation.rs')
  const headers = { authorization: `Bearer ${token}`, ...form }
  const ask = async (method: 'GET' | 'POST', path: string) => {
    const { statusCode: status, body } = await guarded.inject({ method, url: `/fhir${path}`, headers })
    return { status, json: JSON.parse(body) }
  }
  t.same(idsOf(await ask('GET', '/Patient/x/Observation')), observations)
  t.same(idsOf(await ask('POST', '/Patient/x/Observation/_search')), observations)
  t.equal((await ask('GET', '/Patient/x/Condition')).status, 403)
  t.equal((await ask('POST', '/Patient/x/Condition/_search')).status, 403)
  t.same(idsOf(await ask('GET', '/Patient/x/*?_count=50')), observations, 'the star is of what the client may search')
  t.equal((await ask('GET', '/Patient/x/*?_type=Condition')).status, 403)
  t.equal((await guarded.inject('/fhir/Patient/x/Observation')).statusCode, 401)
})
