// The law: pages concatenated are the unpaged set, and a row that nobody touches while you page appears exactly once.
// https://hl7.org/fhir/R4/http.html#paging
import t, { type Test } from 'tap'
import { isLong, type Random, seededRandom, timeoutMs } from '../harness/random.js'
import { type Json, startServer, type TestServer } from '../harness/server.js'
import { drawClinic } from './clinic.js'

t.setTimeout(timeoutMs)

type Send = TestServer['send']

const idsOf = (bundle: Json): string[] => (bundle.entry ?? []).map((entry: Json) => entry.resource.id)
const linkOf = (bundle: Json, relation: string): string | undefined =>
  bundle.link.find((link: Json) => link.relation === relation)?.url.replace(/^.*\/fhir/, '')

async function get(send: Send, address: string): Promise<Json> {
  const answer = await send('GET', address)
  if (answer.status !== 200) throw new Error(`${address}: ${answer.text}`)
  return answer.json
}

/** A page, and those that a link leads to from there, as far as it goes. */
async function follow(send: Send, first: Json, relation: 'next' | 'previous'): Promise<Json[]> {
  const pages: Json[] = [first]
  for (let link = linkOf(first, relation); link !== undefined; link = linkOf(pages.at(-1), relation)) {
    pages.push(await get(send, link))
  }
  return pages
}

/** All pages forwards, and the way back from the last one, turned round again. */
async function thereAndBack(
  send: Send,
  search: string,
): Promise<{ readonly there: string[]; readonly back: string[] }> {
  const pages = await follow(send, await get(send, search), 'next')
  const back = await follow(send, pages.at(-1), 'previous')
  return { there: pages.flatMap(idsOf), back: back.reverse().flatMap(idsOf) }
}

const sorts: Readonly<Record<string, readonly string[]>> = {
  Patient: ['_id', '_lastUpdated', 'family', 'birthdate'],
  Observation: ['_id', '_lastUpdated', 'date', 'value-quantity'],
  Encounter: ['_id', '_lastUpdated', 'date'],
}

const filters: Readonly<Record<string, readonly string[]>> = {
  Patient: ['', 'gender=female,male&', 'name:contains=er&', 'birthdate=ge1980-05&', 'active:missing=true&'],
  Observation: [
    '',
    'status=final&',
    'date=ge2026&',
    'code:not=8867-4&',
    'subject=Patient/patient-1,Patient/patient-2&',
  ],
  Encounter: ['', 'class=AMB&', 'date=le2026-11-24&'],
}

/** One or several keys, each up or down. */
function drawSort(random: Random, type: string): string {
  const keys = [...(sorts[type] ?? [])].sort(() => random.next() - 0.5).slice(0, random.whole(1, 3))
  return keys.map((key) => (random.next() < 0.5 ? `-${key}` : key)).join(',')
}

t.test('pages are the unpaged set, forwards and backwards, in any sort', { timeout: timeoutMs }, async (t) => {
  const random = seededRandom(t)
  const { send } = await startServer(t, { REFERENTIAL_INTEGRITY: 'off' })
  const entry = drawClinic(random).map((resource) => ({
    resource,
    request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
  }))
  await send('POST', '', { body: { resourceType: 'Bundle', type: 'batch', entry } })
  const problems: string[] = []
  for (let round = isLong ? 400 : 25; round > 0; round--) {
    const type = random.pick(Object.keys(sorts))
    const sort = random.next() < 0.85 ? `_sort=${drawSort(random, type)}&` : ''
    const search = `/${type}?${random.pick(filters[type] ?? [''])}${sort}`
    const expected = idsOf(await get(send, `${search}_count=1000`)).join(' ')
    const pages = await thereAndBack(send, `${search}_count=${random.whole(1, 40)}`)
    if (pages.there.join(' ') !== expected) problems.push(`${search} forwards: ${pages.there} instead of ${expected}`)
    if (pages.back.join(' ') !== expected) problems.push(`${search} backwards: ${pages.back} instead of ${expected}`)
  }
  t.same(problems.slice(0, 5), [])
})

const observation = (random: Random, code: string): Json => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ code }] },
  effectiveDateTime: `2026-11-${String(random.whole(1, 28)).padStart(2, '0')}`,
  valueQuantity: { value: random.whole(1, 50) },
})

/** Creates, updates and deletes rows of its own so many times; every one moves about in the sort. */
async function write(send: Send, random: Random, { ids, writes }: { ids: string[]; writes: number }): Promise<void> {
  for (let left = writes; left > 0; left--) {
    const body = observation(random, random.pick(['moving', 'moving', 'other']))
    const id = random.next() < 0.5 ? ids.shift() : undefined
    if (id === undefined) {
      const created = await send('POST', '/Observation', { body })
      ids.push(created.json.id)
    } else if (random.next() < 0.5) await send('DELETE', `/Observation/${id}`)
    else {
      await send('PUT', `/Observation/${id}`, { body: { ...body, id } })
      ids.push(id)
    }
  }
}

const repeated = (ids: readonly string[]): readonly string[] => ids.filter((id, at) => ids.indexOf(id) !== at)

async function assertStable(t: Test, send: Send, search: string, untouched: ReadonlySet<string>): Promise<void> {
  const { there, back } = await thereAndBack(send, search)
  for (const [way, ids] of Object.entries({ there, back })) {
    const seen = ids.filter((id) => untouched.has(id))
    const absent = [...untouched].filter((id) => !seen.includes(id))
    if (absent.length > 0 || repeated(seen).length > 0) {
      t.fail(`${search} ${way}`, { absent, repeated: repeated(seen) })
    }
  }
}

t.test('what nobody touches appears exactly once while eight others write', { timeout: timeoutMs }, async (t) => {
  const random = seededRandom(t)
  const { send } = await startServer(t)
  const untouched = new Set<string>()
  for (let at = 0; at < 60; at++) {
    untouched.add((await send('POST', '/Observation', { body: observation(random, 'untouched') })).json.id)
  }
  const desks: readonly string[][] = Array.from({ length: 8 }, () => [])
  for (let pass = isLong ? 60 : 5; pass > 0; pass--) {
    const filter = random.pick(['', 'code=untouched,moving&', 'date=ge2026-11&', 'status=final&'])
    const sort = random.pick(['date', '-date', '-value-quantity,date', '_lastUpdated', '-_lastUpdated', '_id'])
    // The writers end by themselves: rows that go on being added at the end would keep the reader for ever.
    const writers = desks.map((ids) => write(send, random.fork(), { ids, writes: 20 }))
    await assertStable(t, send, `/Observation?${filter}_sort=${sort}&_count=${random.whole(3, 40)}`, untouched)
    await Promise.all(writers)
  }
  const { json } = await send('GET', '/Observation?code=moving&_summary=count')
  t.ok(json.total > 0, `${json.total} other rows are left`)
})
