import { readFileSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { compileKeys, compilePage } from '../../src/search/compile.js'
import type { SearchPlan } from '../../src/search/plan.js'
import { compileTotal } from '../../src/search/total.js'
import { type Sql, sql, statement } from '../../src/sql/sql.js'
import { definitions, openScratch, planOf } from '../store/search-world.js'

const golden = new URL('../../../test/golden/search.sql', import.meta.url)
const context = { practice: 0, definitions, walkAbove: 2_000, materializedMatchesMax: 10_000, pageBytes: 1_000_000 }

/** What is asked, with the cursor of a later page, and the index that has to serve it. */
interface Case {
  readonly url: string
  readonly cursor?: SearchPlan['cursor']
  readonly index: RegExp
}

const observation = { direction: 'next', type: 'Observation' } as const
const cases: readonly Case[] = [
  { url: 'Observation', index: /observation_pkey/ },
  { url: 'Observation', cursor: { ...observation, id: 'id-5', values: [] }, index: /observation_pkey/ },
  { url: 'Observation?_id=id-1,id-2', index: /observation_pkey/ },
  { url: 'Observation?subject=Patient/1', index: /observation_tokens/ },
  { url: 'Observation?subject=Patient/1&status=final,amended&_sort=-date', index: /observation_tokens/ },
  {
    url: 'Observation?_sort=-date',
    cursor: { ...observation, id: 'id-5', values: ['2026-01-01 00:00:00'] },
    index: /observation_date_high/,
  },
  {
    url: 'Observation?_sort=-date',
    cursor: { ...observation, direction: 'previous', id: 'id-5', values: ['2026-01-01 00:00:00'] },
    index: /observation_date_high/,
  },
  { url: 'Observation?_lastUpdated=ge2026-01-01&_sort=_lastUpdated', index: /observation_last_updated/ },
  {
    url: 'Observation?_sort=date,-_lastUpdated',
    cursor: { ...observation, id: 'id-5', values: ['2026-01-01 00:00:00', '2026-01-02 00:00:00'] },
    index: /observation_date_low/,
  },
  { url: 'Observation?status:not=final&_sort=_lastUpdated', index: /observation_last_updated/ },
  { url: 'Observation?date=ge2026-01-04&date=lt2026-01-05', index: /observation_date_low/ },
  {
    url: 'Observation?date=ge2026-01-04&date=lt2026-01-05&_sort=-date',
    cursor: { ...observation, id: 'id-5', values: ['2026-01-04 12:00:00'] },
    index: /observation_date_low/,
  },
  { url: 'Group?member=Patient/1&type=person', index: /group_tokens[\s\S]*group_pkey/ },
  { url: 'Patient?phonetic:contains=am&_sort=phonetic', index: /value_/ },
]

const titleOf = ({ url, cursor }: Case): string => (cursor === undefined ? url : `${url} (${cursor.direction} page)`)

function shown(fragment: Sql): string {
  const { text, values } = statement(fragment)
  // Hashes depend on the secret of the test alone, and are long; the text around them is what matters.
  return `${text}\n-- ${JSON.stringify(values.map((value) => (typeof value === 'string' ? value.replace(/-?\d{12,}/g, '#') : value)))}`
}

const compiled = cases.map((one) => {
  const { plan } = planOf(one.url)
  const [type = ''] = plan.types
  return {
    ...one,
    title: titleOf(one),
    sql: compilePage(one.cursor === undefined ? plan : { ...plan, cursor: one.cursor }, type, context).sql,
  }
})
const system = planOf('?_type=Patient,Observation&_lastUpdated=ge2026').plan
const others = [
  { title: 'keys of two types', sql: compileKeys(system, system.types, context).sql },
  { title: 'total of two types', sql: compileTotal(system, system.types, context) },
]
const text = [...compiled, ...others].map(({ title, sql: fragment }) => `-- ${title}\n${shown(fragment)}\n`).join('\n')

t.test('compiles to the SQL that was reviewed (UPDATE_GOLDEN=1 writes it anew)', async (t) => {
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, text)
  t.equal(text, readFileSync(golden, 'utf8'))
})

t.test('runs on the schema, served by the index that it is written for', async (t) => {
  const { database, close } = await openScratch()
  t.teardown(close)
  await database.execute(`
    insert into index.observation (practice, id, version, last_updated, self, tokens, date_low, date_high)
    select 0, 'id-' || g, 1, timestamptz '2026-01-01' + g * interval '1 minute', g, array[1, 100 + g % 5000]::int8[], d.at, d.at
    from generate_series(1, 20000) g, lateral (select timestamptz '2026-01-01' + (g * 7919 % 20000) * interval '1 minute' as at) d;
    insert into index.group (practice, id, version, last_updated, self, tokens)
    select 0, 'g-' || g, 1, timestamptz '2026-01-01', g, array[g, 1]::int8[] from generate_series(1, 5000) g;
    insert into index.patient (practice, id, version, last_updated, self, tokens)
    select 0, 'p-' || g, 1, timestamptz '2026-01-01', g, array[g]::int8[] from generate_series(1, 5000) g;
    insert into value (practice, type, id, parameter, text) select 0, 'Patient', 'p-' || g, 'phonetic', md5(g::text) from generate_series(1, 5000) g;
    analyze`)
  for (const { title, sql: fragment, index } of compiled) {
    const rows = await database.query(sql`explain (costs off) ${fragment}`)
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    t.match(plan, index, title)
    await t.resolves(database.query(fragment), title)
  }
  for (const { title, sql: fragment } of others) await t.resolves(database.query(fragment), title)
})
