import type { Test } from 'tap'
import type { Database } from '../../../src/database/database.js'
import { migrate } from '../../../src/database/migrate.js'
import { openFresh } from '../../database/open.js'

/** The practice of these tests. */
export const practice = 0

/** A migrated database of its own for one test. */
export async function openMigrated(t: Test): Promise<Database> {
  const database = await openFresh(t)
  await migrate(database)
  return database
}
