// https://hl7.org/fhir/R4/http.html#history
import t from 'tap'
import { type Json, startServer } from '../harness/server.js'
import { issueOf, observation, patient, times } from './samples.js'

const { send, clock } = await startServer(t)
const BASE = 'http://127.0.0.1:8080/fhir'
const put = (id: string, elements: object = {}) => send('PUT', `/Patient/${id}`, { body: patient({ id, ...elements }) })
const linkOf = (bundle: Json, relation: string): string | undefined =>
  bundle.link.find((link: Json) => link.relation === relation)?.url
const versionsOf = (bundle: Json): string[] =>
  (bundle.entry ?? []).map(({ fullUrl, response }: Json) => `${fullUrl.slice(BASE.length + 1)} ${response.etag}`)

/** Follows the `next` links from an address to the end. */
async function pages(address: string): Promise<Json[]> {
  const found: Json[] = []
  for (let next: string | undefined = address; next !== undefined; ) {
    const answer = await send('GET', next.startsWith(BASE) ? next.slice(BASE.length) : next)
    if (answer.status !== 200) throw new Error(answer.text)
    found.push(answer.json)
    next = linkOf(answer.json, 'next')
  }
  return found
}

t.test('of an instance: every version, newest first, deletions among them, with request and response', async (t) => {
  const created = await send('POST', '/Patient', { body: patient({ active: true }) })
  const { id } = created.json
  await put(id, { active: false })
  await send('PATCH', `/Patient/${id}`, {
    body: '[{"op":"replace","path":"/active","value":true}]',
    headers: { 'content-type': 'application/json-patch+json' },
  })
  await send('DELETE', `/Patient/${id}`)
  const { status, json } = await send('GET', `/Patient/${id}/_history`)
  t.equal(status, 200)
  t.equal(json.type, 'history')
  t.equal(json.total, 4)
  t.match(json.link, [{ relation: 'self', url: `${BASE}/Patient/${id}/_history` }])
  const [deleted, patched, updated, first] = json.entry
  // "If the entry.request.method is a PUT or a POST, the entry SHALL contain a resource." https://hl7.org/fhir/R4/http.html#history
  t.notOk('resource' in deleted)
  t.match(deleted, { request: { method: 'DELETE', url: `Patient/${id}` }, response: { status: '204', etag: 'W/"4"' } })
  t.match(patched, { request: { method: 'PATCH', url: `Patient/${id}` }, response: { status: '200', etag: 'W/"3"' } })
  t.match(updated, { request: { method: 'PUT', url: `Patient/${id}` }, response: { status: '200', etag: 'W/"2"' } })
  t.match(first, { request: { method: 'POST', url: 'Patient' }, response: { status: '201', etag: 'W/"1"' } })
  t.same(
    json.entry.map((entry: Json) => entry.resource?.active),
    [undefined, true, false, true],
  )
  for (const { fullUrl, resource, response } of json.entry) {
    t.equal(fullUrl, `${BASE}/Patient/${id}`)
    if (resource !== undefined) t.equal(response.lastModified, resource.meta.lastUpdated)
  }
})

t.test('404 for what never was, 200 for what is deleted', async (t) => {
  t.equal((await send('GET', '/Patient/never/_history')).status, 404)
  t.equal((await send('GET', '/Patiant/_history')).status, 404)
  await put('gone')
  await send('DELETE', '/Patient/gone')
  t.equal((await send('GET', '/Patient/gone/_history')).json.entry.length, 2)
})

t.test('of a type and of the system: what belongs to it, newest first', async (t) => {
  await put('typed')
  const weight = await send('POST', '/Observation', { body: observation() })
  const ofType = await send('GET', '/Patient/_history?_count=1000')
  t.ok(versionsOf(ofType.json).includes('Patient/typed W/"1"'))
  t.notOk(versionsOf(ofType.json).some((version) => version.startsWith('Observation')))
  const ofSystem = (await send('GET', '/_history?_count=1000')).json
  t.same(versionsOf(ofSystem).slice(0, 2), [`Observation/${weight.json.id} W/"1"`, 'Patient/typed W/"1"'])
  const stamps = ofSystem.entry.map(({ response }: Json) => response.lastModified)
  t.same(stamps, [...stamps].sort().reverse())
})

t.test('pages put together are the whole, whatever their size', async (t) => {
  for (const n of times(7, (n) => n)) await put('paged', { multipleBirthInteger: n })
  for (const address of ['/Patient/paged/_history', '/Patient/_history', '/_history']) {
    const whole = versionsOf((await send('GET', `${address}?_count=1000`)).json)
    for (const count of [1, 3]) {
      const all = await pages(`${address}?_count=${count}`)
      t.same(all.flatMap(versionsOf), whole, `${address} by ${count}`)
      for (const page of all.slice(0, -1)) t.equal(page.entry.length, count)
    }
  }
})

t.test('a page belongs to its address: forged and foreign cursors are 400', async (t) => {
  await put('one')
  await put('one')
  await put('two')
  await put('two')
  const first = await send('GET', '/Patient/one/_history?_count=1')
  const next = new URL(linkOf(first.json, 'next') ?? '')
  const cursor = next.searchParams.get('_cursor') ?? ''
  t.equal((await send('GET', `/Patient/one/_history?_count=1&_cursor=${cursor}`)).status, 200)
  const forged = [
    `/Patient/one/_history?_count=1&_cursor=${cursor.slice(0, -2)}`,
    `/Patient/one/_history?_count=1&_cursor=x`,
    `/Patient/one/_history?_count=1&_cursor=`,
    `/Patient/two/_history?_count=1&_cursor=${cursor}`,
    `/Patient/_history?_count=1&_cursor=${cursor}`,
    `/_history?_count=1&_cursor=${cursor}`,
    `/Patient/one/_history?_count=1&_since=2020&_cursor=${cursor}`,
    `/Patient/one/_history?_cursor=${cursor}&_cursor=${cursor}`,
  ]
  for (const address of forged) {
    const answer = await send('GET', address)
    t.equal(answer.status, 400, address)
    t.equal(answer.json.resourceType, 'OperationOutcome')
  }
})

t.test('_count is a limit, wrong ones are 400', async (t) => {
  await put('counted')
  await put('counted')
  t.equal((await send('GET', '/Patient/counted/_history?_count=1')).json.entry.length, 1)
  t.equal((await send('GET', '/Patient/counted/_history?_count=1')).json.total, 2)
  t.equal((await send('GET', '/Patient/counted/_history?_count=99999999')).json.entry.length, 2)
  for (const wrong of [
    '_count=-1',
    '_count=x',
    '_count=1&_count=2',
    '_since=yesterday',
    '_at=x',
    'nonsense=1',
    '_sort=_id',
  ]) {
    const answer = await send('GET', `/Patient/counted/_history?${wrong}`)
    t.equal(answer.status, 400, wrong)
    t.ok(issueOf(answer).diagnostics)
  }
})

t.test('_since takes versions at or after an instant', async (t) => {
  await put('since')
  clock.now += 60_000
  const second = (await put('since')).json.meta.lastUpdated
  t.same(versionsOf((await send('GET', `/Patient/since/_history?_since=${second}`)).json), ['Patient/since W/"2"'])
  const after = new Date(Date.parse(second) + 1).toISOString()
  const none = await send('GET', `/Patient/since/_history?_since=${after}`)
  t.equal(none.status, 200)
  t.notOk('entry' in none.json)
  t.same(versionsOf((await send('GET', '/Patient/since/_history?_since=2020')).json).length, 2)
  const offset = second.replace('Z', '%2B00:00')
  t.same(versionsOf((await send('GET', `/Patient/since/_history?_since=${offset}`)).json), ['Patient/since W/"2"'])
})

t.test('_at takes the versions that were current in a time', async (t) => {
  // "Only include resource versions that were current at some point during the time period specified in the date time value"
  clock.now = Date.parse('2027-03-01T10:00:00Z')
  await put('at')
  clock.now = Date.parse('2027-03-02T10:00:00Z')
  await put('at')
  clock.now = Date.parse('2027-03-03T10:00:00Z')
  await send('DELETE', '/Patient/at')
  const at = async (moment: string) => versionsOf((await send('GET', `/Patient/at/_history?_at=${moment}`)).json)
  t.same(await at('2027-02-28'), [])
  t.same(await at('2027-03-01'), ['Patient/at W/"1"'])
  t.same(await at('2027-03-02'), ['Patient/at W/"2"', 'Patient/at W/"1"'])
  t.same(await at('2027-03-02T09:00:00Z'), ['Patient/at W/"1"'])
  t.same(await at('2027-03-02T12:00:00Z'), ['Patient/at W/"2"'])
  t.same(await at('2027-03'), ['Patient/at W/"3"', 'Patient/at W/"2"', 'Patient/at W/"1"'])
})

t.test('a client that follows by meta.lastUpdated misses nothing while others write', async (t) => {
  const seen = new Set<string>()
  let since = (await send('GET', '/Observation/_history?_count=1000')).json.meta.lastUpdated
  const written: string[] = []
  const write = async (n: number): Promise<void> => {
    if (n % 3 === 0) {
      const entries = times(3, () => ({ resource: observation(), request: { method: 'POST', url: 'Observation' } }))
      const { json } = await send('POST', '/', {
        body: { resourceType: 'Bundle', type: 'transaction', entry: entries },
      })
      for (const { response } of json.entry) written.push(response.location.split('/').at(-3))
    } else written.push((await send('POST', '/Observation', { body: observation() })).json.id)
    clock.now += n * 7
  }
  const follow = async (): Promise<void> => {
    const [first, ...others] = await pages(`/Observation/_history?_count=10&_since=${since}`)
    for (const page of [first, ...others]) {
      for (const { fullUrl } of page.entry ?? []) seen.add(fullUrl.split('/').at(-1))
    }
    since = first.meta.lastUpdated
  }
  await Promise.all([
    ...times(40, (n) => write(n)),
    (async () => {
      for (const _ of times(15, () => 0)) await follow()
    })(),
  ])
  await follow()
  t.equal(written.length, 40 + 14 * 2)
  t.same(
    written.filter((id) => !seen.has(id)),
    [],
  )
})

t.test('HEAD and _elements work as elsewhere', async (t) => {
  await put('cut', { active: true, gender: 'female' })
  t.equal((await send('HEAD', '/Patient/cut/_history')).text, '')
  const [entry] = (await send('GET', '/Patient/cut/_history?_elements=active')).json.entry
  t.equal(entry.resource.active, true)
  t.notOk('gender' in entry.resource)
})
