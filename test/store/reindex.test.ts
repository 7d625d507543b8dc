import t from 'tap'
import { raw, sql } from '../../src/sql/sql.js'
import { countResources, reindex } from '../../src/store/reindex.js'
import { startServer } from '../harness/server.js'
import { identifier, observation, patient, times } from '../spec/samples.js'

const server = await startServer(t)
const { send, engine } = server
const { database, definitions, indexer } = engine
const run = (done: [string, number][] = []) =>
  reindex({
    database,
    practice: 0,
    indexer,
    resourceTypes: definitions.resourceTypes,
    onProgress: (...step) => done.push(step),
  })

/** Everything that the index holds of these types, as text. */
async function dump(): Promise<readonly string[]> {
  const texts = await Promise.all(
    ['index.patient', 'index.observation', 'value'].map((table) =>
      database.query<{ text: string }>(sql`select t::text as text from ${raw(table)} as t order by 1`),
    ),
  )
  return texts.flat().map(({ text }) => text)
}

await Promise.all(
  times(450, (n) =>
    send('PUT', `/Patient/p-${n}`, {
      body: patient({
        id: `p-${n}`,
        identifier: [identifier(String(n))],
        name: [{ family: `Family ${n}` }],
        birthDate: '1980-01-01',
      }),
    }),
  ),
)
await Promise.all(
  times(20, (n) =>
    send('POST', '/Observation', {
      body: observation({
        subject: { reference: `Patient/p-${n}` },
        valueQuantity: { value: n + 0.5, unit: 'kg' },
        effectivePeriod: { start: '2026-01-01' },
      }),
    }),
  ),
)
await send('PUT', '/Patient/p-0', { body: patient({ id: 'p-0', name: [{ family: 'Changed' }] }) })
await send('DELETE', '/Patient/p-449')

t.test('derives the same index from the truth, from nothing', async (t) => {
  const before = await dump()
  await database.execute('delete from index.patient; delete from index.observation; delete from value')
  const done: [string, number][] = []
  const [current] = await database.query<{ count: number }>(sql`
    select count(*)::int4 as count from (
      select distinct on (type, id) deleted from resource_version order by type, id, version desc) as newest
    where not deleted`)
  t.equal(await run(done), current?.count, "those of this test, and Anteroom's own")
  t.same(await dump(), before)
  t.same(
    done.filter(([type]) => type === 'Patient').map(([, count]) => count),
    [200, 399, 449],
  )
})

t.test('again it changes nothing', async (t) => {
  const before = await dump()
  await run()
  t.same(await dump(), before)
})

t.test('mends what is wrong: rows of deleted resources, old versions, values of nobody', async (t) => {
  const before = await dump()
  await database.execute(`
    update index.patient set version = 99, tokens = '{1,2}' where id < 'p-2';
    insert into index.patient select practice, 'p-449', 1, last_updated, 5, tokens, ${(await columnsAfterTokens()).join(', ')}
      from index.patient where id = 'p-1';
    insert into value (practice, type, id, parameter) values (0, 'Patient', 'p-1', 'family')`)
  t.not((await dump()).length, before.length)
  await run()
  t.same(await dump(), before)
})

async function columnsAfterTokens(): Promise<readonly string[]> {
  const rows = await database.query<{ name: string }>(sql`
    select quote_ident(column_name) as name from information_schema.columns
    where table_schema = 'index' and table_name = 'patient' and ordinal_position > 6 order by ordinal_position`)
  return rows.map(({ name }) => name)
}

t.test('while others write, every row ends at the newest version', async (t) => {
  const write = (n: number) =>
    send('PUT', `/Patient/p-${n % 100}`, { body: patient({ id: `p-${n % 100}`, name: [{ family: `Later ${n}` }] }) })
  const statuses = await Promise.all([
    run(),
    ...times(200, async (n) => (await write(n)).status),
    ...times(
      20,
      async (n) =>
        (
          await send('POST', '/', {
            body: {
              resourceType: 'Bundle',
              type: 'transaction',
              entry: [{ request: { method: 'DELETE', url: `Patient/p-${200 + n}` } }],
            },
          })
        ).status,
    ),
  ])
  t.same(new Set(statuses.slice(1)), new Set([200]))
  const wrong = await database.query(sql`
    select newest.id from (
      select distinct on (id) id, version, deleted from resource_version where type = 'Patient' order by id, version desc
    ) as newest
    full join index.patient as row on row.id = newest.id
    where (newest.deleted and row.id is not null) or (not newest.deleted and row.version is distinct from newest.version)`)
  t.same(wrong, [])
  const index = await dump()
  await run()
  t.same(await dump(), index)
})

t.test('resources are counted up to a limit', async (t) => {
  t.equal(await countResources(database, 0, 10), 10)
  t.equal(await countResources(database, 5, 10), 0)
})
