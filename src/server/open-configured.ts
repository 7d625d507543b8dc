import type { Config } from '../config.js'
import type { Database } from '../database/database.js'
import { migrate, pendingMigrations } from '../database/migrate.js'
import { openDatabase } from '../database/open.js'
import type { Surroundings } from '../server.js'

/** Opens the database that the configuration names, within its limits. */
export function openConfigured(config: Config, { logger, random }: Surroundings): Promise<Database> {
  return openDatabase({
    databaseUrl: config.databaseUrl,
    folder: config.dataDir === 'memory://' ? undefined : config.dataDir,
    pool: config.databasePool,
    statementTimeoutMs: config.timeouts.searchMs,
    random,
    onIdleError: (error) =>
      logger.warn({ code: (error as NodeJS.ErrnoException).code }, 'a database connection was lost'),
  })
}

/** Brings the schema up to date, past a pooler where the configuration names a direct address. */
export async function migrateConfigured(config: Config, surroundings: Surroundings, database: Database): Promise<void> {
  if ((await pendingMigrations(database)).length === 0) return
  if (config.migrationDatabaseUrl === undefined) {
    await migrate(database)
    return
  }
  const direct = await openConfigured({ ...config, databaseUrl: config.migrationDatabaseUrl }, surroundings)
  try {
    await migrate(direct)
  } finally {
    await direct.close()
  }
}
