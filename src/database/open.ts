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

/** A transaction that waits for longer than this for its next statement is rolled back. */
const IDLE_TRANSACTION_MS = 60_000
/** How much longer than a statement may take we wait for its answer. */
const ANSWER_GRACE_MS = 5_000

/** Opens PostgreSQL where there is an address, else the embedded database. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const retry = { tries: 6, waitMs: 20, random: options.random }
  const { databaseUrl, statementTimeoutMs } = options
  const shared = { statementTimeoutMs, idleTransactionMs: IDLE_TRANSACTION_MS, retry }
  if (databaseUrl === undefined) return openPglite({ folder: options.folder, ...shared })
  return openPostgres({
    ...shared,
    url: databaseUrl,
    pool: options.pool,
    answerTimeoutMs: statementTimeoutMs + ANSWER_GRACE_MS,
    onIdleError: options.onIdleError,
  })
}
