import t from 'tap'
import { sql } from '../../../src/sql/sql.js'
import { type Answer, startServer } from '../../harness/server.js'

const { send, clock, engine } = await startServer(t)
const BASE = 'http://127.0.0.1:8080/fhir'
const day = 86_400_000
const count = 2_000
const ids = Array.from({ length: count }, (_, index) => `patient-${String(index).padStart(4, '0')}`)

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const search = (text: string, path = '/Patient/_search'): Promise<Answer> =>
  send('POST', path, { body: text, headers: form })
const long = `_id=${ids.join(',')}&_sort=_id`
const linkOf = ({ json }: Answer, relation: string): string | undefined =>
  json.link.find((link: { relation: string }) => link.relation === relation)?.url
const follow = (url = ''): Promise<Answer> => send('GET', url.slice(BASE.length))
const idsOf = ({ json }: Answer): string[] =>
  (json.entry ?? []).map(({ resource }: { resource: { id: string } }) => resource.id)

t.test('is filled', async (t) => {
  const { status } = await send('POST', '', {
    body: {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: ids.map((id) => ({
        resource: { resourceType: 'Patient', id },
        request: { method: 'PUT', url: `Patient/${id}` },
      })),
    },
  })
  t.equal(status, 200)
})

t.test('a search of thousands of ids by POST is paged through by short GET links, to the end and back', async (t) => {
  let page = await search(`${long}&_count=150&_format=json`)
  t.equal(page.status, 200)
  const first = page
  const seen: string[] = []
  for (;;) {
    seen.push(...idsOf(page))
    for (const { url } of page.json.link) t.ok(url.length < 500, url)
    const next = linkOf(page, 'next')
    if (next === undefined) break
    page = await follow(next)
    t.equal(page.status, 200)
  }
  t.same(seen, ids)
  t.equal(linkOf(page, 'first'), linkOf(first, 'self'))
  t.same(idsOf(await follow(linkOf(page, 'previous'))), ids.slice(1_800, 1_950))
  t.same(idsOf(await follow(linkOf(page, 'self'))), idsOf(page))
  t.same(idsOf(await follow(linkOf(page, 'first'))), idsOf(first))
})

t.test('the page size may change; nothing else may stand beside it', async (t) => {
  const page = await search(`${long}&_count=10`)
  const next = linkOf(page, 'next') ?? ''
  t.same(idsOf(await follow(next.replace('_count=10', '_count=3'))), ids.slice(10, 13))
  const { status, json } = await follow(`${next}&_sort=-_id`)
  t.equal(status, 400)
  t.match(json.issue[0].diagnostics, /`_sort` stands beside `_stored`/)
})

t.test('the same search is kept once, short ones not at all', async (t) => {
  const idOf = (answer: Answer): string => /_stored=([^&]*)/.exec(linkOf(answer, 'self') ?? '')?.[1] ?? ''
  t.equal(idOf(await search(`${long}&_count=10`)), idOf(await search(`${long}&_count=20`)))
  t.not(idOf(await search(`${long}&_count=10`)), idOf(await search(`${long}&_count=10&active=true`)))
  t.notMatch(linkOf(await search('_id=patient-0001'), 'self'), '_stored')
  t.match(linkOf(await send('GET', `/Patient?_id=${ids.slice(0, 500).join(',')}`), 'self'), '_stored')
})

t.test('it belongs to its address, and nobody makes one up', async (t) => {
  const self = linkOf(await search(`${long}&_count=10`), 'self') ?? ''
  for (const url of [self.replace('/Patient', '/Observation'), `${BASE}/Patient?_stored=made-up`]) {
    const { status, json } = await follow(url)
    t.equal(status, 404)
    t.equal(json.resourceType, 'OperationOutcome')
    t.match(json.issue[0].diagnostics, /Send the search again/)
  }
  t.equal((await follow(`${self}&_stored=again`)).status, 400)
  t.equal((await send('DELETE', `/Patient?${self.slice(self.indexOf('?') + 1)}`)).status, 400, 'it is no condition')
})

t.test('it expires after a day, and is gone for good some time later', async (t) => {
  const self = linkOf(await search(`${long}&_count=10`), 'self')
  clock.now += day - 60_000
  t.equal((await follow(self)).status, 200)
  clock.now += 120_000
  const { status, json } = await follow(self)
  t.equal(status, 410)
  t.match(json.issue[0], { code: 'deleted', diagnostics: /has expired. Send the search again/ })
  clock.now += day
  await search(`${long}&_count=10&active=true`)
  t.equal((await follow(self)).status, 404, 'whoever stores the next one takes it away')
})

t.test('a very long one expires sooner, and beyond ten thousand those that expire soonest go', async (t) => {
  const veryLong = `_id=${Array.from({ length: 20 }, () => ids.join(',')).join(',')}&_count=10`
  const self = linkOf(await search(veryLong), 'self')
  t.equal((await follow(self)).status, 200)
  clock.now += day / 2
  t.equal((await follow(self)).status, 410)
  const count = async (): Promise<number> => {
    const [row] = await engine.database.query<{ n: number }>(sql`select count(*)::int4 as n from stored_query`)
    return row?.n ?? 0
  }
  await engine.database.query(sql`
    insert into stored_query (practice, id, parameters, expires)
    select 0, 'filler-' || n, '[]', ${new Date(clock.now).toISOString()}::timestamptz + n * interval '1 second'
    from generate_series(1, 10100) n`)
  for (let sent = 0; sent < 5; sent++) await search(`${long}&_count=10&_id=patient-000${sent}`)
  t.equal(await count(), 10_000)
  const kept = await search(`${long}&_count=10`)
  t.equal((await follow(linkOf(kept, 'self'))).status, 200, 'the newest is there')
})

t.test('it works for the whole system, within a batch and a transaction', async (t) => {
  const answer = await search(`_type=Patient&${long}&_count=10`, '/_search')
  t.same(idsOf(await follow(linkOf(answer, 'next'))), ids.slice(10, 20))
  const url = `Patient?_id=${ids.slice(0, 400).join(',')}&_sort=_id&_count=5`
  for (const type of ['batch', 'transaction']) {
    const body = { resourceType: 'Bundle', type, entry: [{ request: { method: 'GET', url } }] }
    const { json } = await send('POST', '', { body })
    const next = json.entry[0].resource.link.find(({ relation }: { relation: string }) => relation === 'next').url
    t.same(idsOf(await follow(next)), ids.slice(5, 10), type)
  }
})
