import { readFileSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { sql } from '../../src/sql/sql.js'
import { startEngine } from '../harness/server.js'

const file = new URL('../../../test/schema.sql', import.meta.url)

/** The schema as the catalogue tells it after every migration: the same on both engines, so that a review sees what a migration does. */
t.test('test/schema.sql shows the schema as the migrations leave it (UPDATE_GOLDEN=1 writes it anew)', async (t) => {
  const { engine } = await startEngine(t, { SEED: 'off' })
  const columns = await engine.database.query<{ name: string; columns: string }>(sql`
    select table_schema || '.' || table_name as name,
      string_agg(column_name || ' ' || format_type(a.atttypid, a.atttypmod) || case when is_nullable = 'NO' then ' not null' else '' end,
        ', ' order by ordinal_position) as columns
    from information_schema.columns as c
    join pg_attribute as a on a.attrelid = format('%I.%I', table_schema, table_name)::regclass and a.attname = column_name
    where table_schema in ('public', 'index')
    group by table_schema, table_name
    order by (table_schema || '.' || table_name) collate "C"`)
  const indexes = await engine.database.query<{ definition: string }>(sql`
    select indexdef as definition from pg_indexes where schemaname in ('public', 'index') order by schemaname collate "C", indexname collate "C"`)
  const dump = [
    '-- Written by test/database/schema.test.ts.',
    ...columns.map((table) => `${table.name} (${table.columns})`),
    ...indexes.map(({ definition }) => `${definition};`),
    '',
  ].join('\n')
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, dump)
  t.equal(dump, readFileSync(file, 'utf8'))
})
