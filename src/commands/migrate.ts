import { configFromEnvironment } from '../config.js'
import { migrate as applyMigrations, pendingMigrations } from '../database/migrate.js'
import { openDatabase } from '../database/open.js'

/** `anteroom migrate [--dry-run]`: brings the schema up to date, or says what that would do. */
export async function migrate(options: { readonly dryRun?: true }): Promise<void> {
  const config = configFromEnvironment()
  const database = await openDatabase({
    databaseUrl: config.migrationDatabaseUrl ?? config.databaseUrl,
    folder: config.dataDir === 'memory://' ? undefined : config.dataDir,
    pool: 2,
    statementTimeoutMs: config.timeouts.searchMs,
    random: Math.random,
    onIdleError: () => {},
  })
  try {
    const steps = options.dryRun === true ? await pendingMigrations(database) : await applyMigrations(database)
    const verb = options.dryRun === true ? 'would be applied' : 'applied'
    for (const { number, name } of steps) console.log(`Migration ${number} (${name}) ${verb}.`)
    if (steps.length === 0) console.log('The schema is up to date.')
  } finally {
    await database.close()
  }
}
