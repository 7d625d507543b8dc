import t from 'tap'
import { openScratch, planOf, put, type Sample, searcher } from './search-world.js'

const { database, close } = await openScratch()
t.teardown(close)

const dayOf = (day: number): string => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)
/** Every seventh stay is longer than 32 days, or has no end. */
const stays = Array.from(
  { length: 60 },
  (_, index): Sample => ({
    resourceType: 'Encounter',
    id: `e${String(index).padStart(2, '0')}`,
    status: 'finished',
    class: { code: 'AMB' },
    period: {
      start: dayOf(index * 3),
      ...(index % 14 === 7 ? {} : { end: dayOf(index * 3 + (index % 7 === 0 ? 200 : index % 3)) }),
    },
  }),
)
for (const [index, sample] of stays.entries()) await put(database, sample, index)

/** What a naive filter finds: the stay overlaps the days from `low` up to `high`. */
const overlapping = (low: string, high: string): string[] =>
  stays
    .filter(({ period }) => {
      const { start, end = '9999-12-31' } = period as { start: string; end?: string }
      return start < high && end >= low
    })
    .map(({ id }) => id)
    .sort()

const ways = { collected: searcher(database), walked: searcher(database, { walkAbove: 1 }) }

t.test('days bounded from both sides find what spans them, however long, in any order', async (t) => {
  for (const [name, { ids }] of Object.entries(ways))
    for (const [low, high] of [
      ['2026-03-10', '2026-03-11'],
      ['2026-04-01', '2026-05-01'],
      ['2025-01-01', '2027-01-01'],
    ] as const)
      for (const sort of ['', '&_sort=date', '&_sort=-date', '&_sort=-_lastUpdated']) {
        const found = await ids(`Encounter?date=ge${low}&date=lt${high}&_count=100${sort}`)
        t.same([...found].sort(), overlapping(low, high), `${name} ${low} ${high} ${sort}`)
      }
})

t.test('pages along an end that is bounded by the other are whole and in order', async (t) => {
  for (const url of [
    'date=lt2026-03&_sort=-date',
    'date=ge2026-04&_sort=date',
    'date=gt2026-02&date=le2026-05&_sort=-date',
  ]) {
    const { plan } = planOf(`Encounter?${url}&_count=3`)
    const whole = await ways.collected.ids(`Encounter?${url}&_count=100`)
    const paged: string[] = []
    let page = await ways.walked.search(plan)
    for (;;) {
      paged.push(...page.matches.map(({ id }) => id))
      const last = page.matches.at(-1)
      if (!page.hasNext || last === undefined) break
      const { type, id, sortValues: values } = last
      page = await ways.walked.search({ ...plan, cursor: { direction: 'next', type, id, values } })
    }
    t.same(paged, whole, url)
    t.ok(whole.length > 10, url)
  }
})
