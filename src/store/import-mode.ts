import type { Database } from '../database/database.js'
import { tableName } from '../search/table.js'
import { identifier, type Sql, sql } from '../sql/sql.js'

const indexName = (type: string): Sql => sql`index.${identifier(`${tableName(type)}_tokens`)}`

/**
 * Lets GIN gather new tokens in pending lists while many resources come in: about three times as fast, but searches then read the lists too, so it is off
 * otherwise (p50 0.20 against 0.94 ms, DESIGN.md section 4).
 */
export async function beginImport(database: Database, types: readonly string[]): Promise<void> {
  for (const type of types) await database.query(sql`alter index ${indexName(type)} set (fastupdate = on)`)
}

/** Ends it: the pending lists are merged into their indexes. */
export async function endImport(database: Database, types: readonly string[]): Promise<void> {
  for (const type of types) {
    await database.query(sql`alter index ${indexName(type)} set (fastupdate = off)`)
    await database.query(sql`select gin_clean_pending_list(${`index."${tableName(type)}_tokens"`}::regclass)`)
  }
}

/** Ends what an import left that was killed: for the start of a server. Served by the catalogue, a few rows. */
export async function endAbandonedImport(database: Database): Promise<void> {
  const left = await database.query<{ name: string }>(sql`
    select class.relname as name
    from pg_class as class
    join pg_namespace as namespace on namespace.oid = class.relnamespace
    where namespace.nspname = 'index' and class.relkind = 'i' and 'fastupdate=on' = any(class.reloptions)`)
  for (const { name } of left) {
    await database.query(sql`alter index index.${identifier(name)} set (fastupdate = off)`)
    await database.query(sql`select gin_clean_pending_list(${`index."${name}"`}::regclass)`)
  }
}
