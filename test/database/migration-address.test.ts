import t from 'tap'
import { freshDatabase, postgresAbsent } from '../harness/database.js'
import { startEngine } from '../harness/server.js'

t.test(
  'migrations go to their own address, which is not needed once they are done',
  { skip: postgresAbsent },
  async (t) => {
    const { DATABASE_URL } = await freshDatabase(t)
    const environment = { DATABASE_URL, SEED: 'off' }
    const away = { ...environment, MIGRATION_DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }
    await t.rejects(startEngine(t, away), { name: 'FhirError', status: 503 })
    const direct = { ...environment, MIGRATION_DATABASE_URL: DATABASE_URL }
    t.ok((await startEngine(t, direct)).engine.isNew)
    t.ok((await startEngine(t, away)).engine.isNew)
  },
)
