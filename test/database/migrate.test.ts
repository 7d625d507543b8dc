import t from 'tap'
import type { Database } from '../../src/database/database.js'
import { migrate, pendingMigrations } from '../../src/database/migrate.js'
import { openPractice } from '../../src/database/practice.js'
import { loadDefinitions } from '../../src/definitions/load.js'
import { columnsOf } from '../../src/search/columns.js'
import { tableOf } from '../../src/search/table.js'
import { sql, statement } from '../../src/sql/sql.js'
import { freshDatabase } from '../harness/database.js'
import { openAt } from './open.js'

const { DATABASE_URL } = await freshDatabase(t)
const database = await openAt(t, DATABASE_URL)
const definitions = loadDefinitions()

/** On PostgreSQL the migrations of several processes meet; PGlite belongs to one. */
const another = async (): Promise<Database> => (DATABASE_URL === undefined ? database : openAt(t, DATABASE_URL))

t.test('several at once migrate once', async (t) => {
  const pending = (await pendingMigrations(database)).map(({ number, name }) => ({ number, name }))
  t.ok(pending.length >= 2)
  t.same(
    pending.map(({ number }) => number),
    pending.map((_, at) => at + 1),
  )
  const applied = await Promise.all([migrate(database), migrate(await another()), migrate(await another())])
  t.same(
    applied.flat().map(({ number }) => number),
    pending.map(({ number }) => number),
  )
  t.same(await database.query(sql`select number, name from migration order by number`), pending)
})

t.test('again it does nothing', async (t) => {
  t.same(await pendingMigrations(database), [])
  t.same(await migrate(database), [])
})

t.test('every resource type has its index table, with the columns that the search writes', async (t) => {
  const rows = await database.query<{ table: string; name: string; type: string; collation: string | null }>(sql`
    select table_name as "table", column_name as name, data_type as type, collation_name as collation
    from information_schema.columns where table_schema = 'index' order by table_name, ordinal_position`)
  const types: Readonly<Record<string, string>> = {
    int8: 'bigint',
    numeric: 'numeric',
    timestamptz: 'timestamp with time zone',
    'text collate "C"': 'text',
  }
  const shared = ['practice', 'id', 'version', 'last_updated', 'self', 'tokens']
  for (const type of definitions.resourceTypes) {
    const table = statement(tableOf(type)).text.replace(/^index\."?|"$/g, '')
    const found = rows.filter((row) => row.table === table)
    t.same(
      found.map((row) => [row.name, row.type]),
      [
        ...shared.map((name, at) => [name, found[at]?.type]),
        ...columnsOf(type).map(({ name, sqlType }) => [name, types[sqlType]]),
      ],
      type,
    )
    t.same(
      found.filter((row) => row.type === 'text' && row.collation !== 'C'),
      [],
      `${type} sorts alike on both engines`,
    )
  }
  t.equal(new Set(rows.map((row) => row.table)).size, definitions.resourceTypes.length)
})

t.test('no type has more than six B-trees for parameters', async (t) => {
  const trees = await database.query<{ table: string; trees: number }>(sql`
    select tablename as "table", count(*)::int4 as trees from pg_indexes
    where schemaname = 'index' and indexdef like '%(practice, %, id)' and indexdef not like '%last_updated%'
    group by tablename`)
  t.same(
    trees.filter(({ trees }) => trees > 6),
    [],
  )
})

t.test('the practice keeps its secret, and a database that was copied begins a new era', async (t) => {
  const first = await openPractice(database, 0)
  const again = await openPractice(database, 0)
  t.same(again, first)
  t.equal(first.secret.length, 32)
  t.equal(first.era, 1)
  await database.query(sql`update practice set system_identifier = 'another cluster'`)
  t.same(await openPractice(database, 0), { ...first, era: 2 })
  t.equal((await openPractice(database, 0)).era, 2)
})

t.test('several that open a new practice at once agree on its secret', async (t) => {
  const [one, two, three] = await Promise.all([
    openPractice(database, 7),
    openPractice(await another(), 7),
    openPractice(await another(), 7),
  ])
  t.same(one?.secret, two?.secret)
  t.same(two?.secret, three?.secret)
})

t.test('a schema that is newer than the program is refused', async (t) => {
  await database.query(sql`insert into migration (number, name) values (999, 'of the future')`)
  await t.rejects(migrate(database), /schema 999/)
  await t.rejects(pendingMigrations(database), /Start the newer version again/)
})
