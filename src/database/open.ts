import type { Database } from './database.js'
import { openPglite } from './pglite.js'
import { openPostgres } from './postgres.js'

export interface DatabaseOptions {
  /** `postgres://…`; undefined for the embedded database. */
  readonly databaseUrl: string | undefined
  /** The embedded database's folder; undefined keeps it in memory. */
  readonly folder: string | undefined
  readonly pool: number
  readonly statementTimeoutMs: number
  readonly random: () => number
  readonly onIdleError: (error: Error) => void
}

/** Opens PostgreSQL where there is an address, else the embedded database. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const retry = { tries: 6, waitMs: 20, random: options.random }
  const { databaseUrl, statementTimeoutMs } = options
  if (databaseUrl === undefined) return openPglite({ folder: options.folder, statementTimeoutMs, retry })
  return openPostgres({
    url: databaseUrl,
    pool: options.pool,
    statementTimeoutMs,
    retry,
    onIdleError: options.onIdleError,
  })
}
