import type { Test } from 'tap'
import type { Database } from '../../src/database/database.js'
import { openDatabase } from '../../src/database/open.js'
import { freshDatabase } from '../harness/database.js'

export interface Opening {
  readonly folder?: string
  readonly statementTimeoutMs?: number
}

/** Opens the database that an environment leads to; closed when the test ends. */
export async function openAt(t: Test, databaseUrl: string | undefined, opening: Opening = {}): Promise<Database> {
  const database = await openDatabase({
    databaseUrl,
    folder: opening.folder,
    pool: 4,
    statementTimeoutMs: opening.statementTimeoutMs ?? 30_000,
    // Retries don't wait: what they prove doesn't depend on time.
    random: () => 0,
    onIdleError: () => {},
  })
  t.teardown(() => database.close())
  return database
}

/** A database of its own for one test: in memory, or on PostgreSQL where `DATABASE_URL` says so. It is empty. */
export const openFresh = async (t: Test): Promise<Database> => openAt(t, (await freshDatabase(t)).DATABASE_URL)
