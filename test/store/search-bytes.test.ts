// Pages end where their bytes are used up. https://hl7.org/fhir/R4/http.html#paging
import t from 'tap'
import type { Cursor } from '../../src/search/plan.js'
import { createHistory } from '../../src/store/history.js'
import type { HistoryKey, SearchPage } from '../../src/store/store.js'
import { openScratch, planOf, put, searcher } from './search-world.js'

const { database, close } = await openScratch()
t.teardown(close)

/** Each about 1,100 bytes; `p5` is 5,000 more. */
const ids = Array.from({ length: 9 }, (_, at) => `p${at}`)
for (const [at, id] of ids.entries()) {
  const family = 'x'.repeat(1_000 + (id === 'p5' ? 5_000 : 0))
  await put(database, { resourceType: 'Patient', id, birthDate: `199${at % 3}`, name: [{ family }] }, at)
  await put(database, { resourceType: 'Observation', id: `o${at}`, subject: { reference: `Patient/${id}` } }, at)
}

const { search } = searcher(database, { pageBytes: 3_000 })
const idsOf = ({ matches }: SearchPage): string[] => matches.map(({ id }) => id)

/** Pages from the first one on, by the keys of their last or first rows. */
async function follow(url: string, direction: Cursor['direction'], from?: Cursor): Promise<SearchPage[]> {
  const { plan } = planOf(url)
  const pages: SearchPage[] = []
  for (let cursor = from; ; ) {
    const page = await search(cursor === undefined ? plan : { ...plan, cursor })
    pages.push(page)
    const edge = direction === 'next' ? page.matches.at(-1) : page.matches[0]
    if (edge === undefined || !(direction === 'next' ? page.hasNext : page.hasPrevious)) return pages
    cursor = { direction, type: edge.type, id: edge.id, values: edge.sortValues }
  }
}

for (const url of [
  'Patient?_count=7',
  'Patient?_count=7&_sort=birthdate',
  'Patient?_count=7&_sort=phonetic',
  'Patient?_count=7&birthdate=1990,1991,1992',
  '?_type=Patient,Practitioner&_count=7',
  '?_type=Patient,Practitioner&_count=7&_sort=-_lastUpdated',
])
  t.test(`${url}: small pages, put together, are everything, both ways`, async (t) => {
    const { ids: all } = searcher(database)
    const whole = await all(url.replace('_count=7', '_count=50'))
    t.equal(whole.length, 9)
    const pages = await follow(url, 'next')
    t.same(pages.flatMap(idsOf), whole)
    for (const page of pages) {
      t.ok(page.matches.length > 0 && page.matches.length <= 3)
      t.ok(page.matches.every(({ content }) => content.startsWith('{')))
    }
    const last = pages.at(-1)?.matches.at(-1)
    if (last === undefined) throw new Error('There was no page.')
    const end: Cursor = { direction: 'previous', type: last.type, id: last.id, values: last.sortValues }
    const back = await follow(url, 'previous', end)
    t.same([...back].reverse().flatMap(idsOf), whole.slice(0, -1))
    for (const page of back) t.ok(page.matches.length > 0 && page.matches.length <= 3)
  })

t.test('what is larger than a page is shown alone', async (t) => {
  const page = await search(planOf('Patient?_id=p5,p4').plan)
  t.same(idsOf(page), ['p5'])
  t.equal(page.hasNext, true)
})

t.test('includes take what room the matches leave, and what is left out is told', async (t) => {
  const page = await search(planOf('Observation?_id=o1,o2,o3,o4&_include=Observation:subject').plan)
  t.equal(page.matches.length, 4)
  t.equal(page.includes.length, 3)
  t.equal(page.includesTruncated, true)
  const full = await search(planOf('Patient?_id=p5&_revinclude=Observation:subject').plan)
  t.same([full.includes.length, full.includesTruncated], [0, true])
  const some = await search(planOf('Observation?_id=o1,o2&_include=Observation:subject').plan)
  t.same([some.includes.length, some.includesTruncated], [2, false])
})

t.test('a history too', async (t) => {
  const history = createHistory({ queryable: database, practice: 0 }, async () => '2026-11-24T09:30:00.000Z', 3_000)
  const found: string[] = []
  for (let after: HistoryKey | undefined, more = true; more; ) {
    const page = await history({ type: 'Patient', count: 7, access: {}, ...(after === undefined ? {} : { after }) })
    t.ok(page.versions.length > 0 && page.versions.length <= 3)
    found.push(...page.versions.map(({ id }) => id))
    ;[after, more] = [page.versions.at(-1)?.key, page.more]
  }
  t.same(found, [...ids].reverse())
})
