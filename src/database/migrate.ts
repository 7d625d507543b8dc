import { sql } from '../sql/sql.js'
import type { Database, Queryable } from './database.js'
import { truth } from './migrations/0001-truth.js'
import { indexTables } from './migrations/0002-index-tables.js'
import { terminology } from './migrations/0003-terminology.js'
import { packages } from './migrations/0004-packages.js'
import type { Migration, MigrationContext } from './migrations/migration.js'

/** In order; forward only. */
const migrations: readonly Migration[] = [truth, indexTables, terminology, packages]

/** The advisory lock of migrations is (7420, 1), in a class apart from those of conditional writes. */
const LOCK_POLL_MS = 100

/** A migration as a person reads it. */
export interface PendingMigration {
  readonly number: number
  readonly name: string
}

async function appliedNumber(queryable: Queryable): Promise<number> {
  const [there] = await queryable.query<{ there: boolean }>(
    sql`select to_regclass('public.migration') is not null as there`,
  )
  if (there?.there !== true) return 0
  const [row] = await queryable.query<{ number: number }>(
    sql`select coalesce(max(number), 0)::int4 as number from migration`,
  )
  return row?.number ?? 0
}

function pendingAfter(applied: number): readonly Migration[] {
  const newest = migrations.at(-1)?.number ?? 0
  if (applied > newest) {
    throw new Error(
      `The database is at schema ${applied}, this version of Anteroom knows ${newest}. Start the newer version again.`,
    )
  }
  return migrations.filter(({ number }) => number > applied)
}

async function contextOf(queryable: Queryable): Promise<MigrationContext> {
  const [row] = await queryable.query<{ lz4: boolean }>(
    sql`select 'lz4' = any(enumvals) as lz4 from pg_settings where name = 'default_toast_compression'`,
  )
  return { compression: row?.lz4 === true ? 'compression lz4' : '' }
}

async function apply(transaction: Queryable, pending: readonly Migration[]): Promise<void> {
  const context = await contextOf(transaction)
  // A migration of a large database takes longer than any request may.
  await transaction.execute('set local statement_timeout = 0')
  await transaction.execute(`create table if not exists migration (
    number int4 primary key, name text not null, applied timestamptz(3) not null default clock_timestamp())`)
  for (const migration of pending) {
    await transaction.execute(migration.script(context))
    await transaction.query(sql`insert into migration (number, name) values (${migration.number}, ${migration.name})`)
  }
}

const poll = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, LOCK_POLL_MS)
  })

/** What `migrate` would do. Throws an Error where the database is newer than this program. */
export async function pendingMigrations(database: Database): Promise<readonly PendingMigration[]> {
  return pendingAfter(await appliedNumber(database))
}

/**
 * Brings the schema up to date, in one transaction under a lock. Waiters poll `pg_try_advisory_xact_lock` (a waiting lock beside `create index
 * concurrently` deadlocks). Answers what was applied.
 */
export async function migrate(database: Database): Promise<readonly PendingMigration[]> {
  if ((await pendingMigrations(database)).length === 0) return []
  for (;;) {
    const applied = await database.transaction(async (transaction) => {
      const [lock] = await transaction.query<{ taken: boolean }>(
        sql`select pg_try_advisory_xact_lock(7420, 1) as taken`,
      )
      if (lock?.taken !== true) return undefined
      const pending = pendingAfter(await appliedNumber(transaction))
      await apply(transaction, pending)
      return pending
    })
    if (applied !== undefined) return applied
    await poll()
  }
}
