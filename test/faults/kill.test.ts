// What was acknowledged is stored, whatever happens to the process.
import t from 'tap'
import type { Environment } from '../../src/config.js'
import { durableDatabase, runOnPostgres } from '../harness/database.js'
import { startProcess } from '../harness/process.js'
import { isLong, seededRandom, timeoutMs } from '../harness/random.js'
import { createLedger } from './ledger.js'
import { assertSearchesFind, forgotten, readTruth, torn } from './truth.js'
import { writeTogether } from './writers.js'

const rounds = isLong ? 20 : 2
const writers = 64

/** PostgreSQL may still be at work for the process that is gone: what it does then counts, but not while the test reads. */
async function endConnections({ DATABASE_URL }: Environment): Promise<void> {
  if (DATABASE_URL === undefined) return
  const others = 'datname = current_database() and pid <> pg_backend_pid()'
  await runOnPostgres(DATABASE_URL, `select pg_terminate_backend(pid, 10000) from pg_stat_activity where ${others}`)
}

t.setTimeout(timeoutMs)

t.test(
  `kill -9 in the middle of ${writers} writers loses nothing, ${rounds} times`,
  { timeout: timeoutMs },
  async (t) => {
    const random = seededRandom(t)
    const ledger = createLedger()
    const environment: Environment = await durableDatabase(t)
    let server = await startProcess(t, environment)
    const { baseUrl } = server
    const PORT = new URL(baseUrl).port
    for (let round = 1; round <= rounds; round++) {
      const victim = server
      const killAt = random.whole(64, isLong ? 1_500 : 600)
      // Acknowledgements come in bursts, one a commit: killed at once, the server would always be in the same phase of its work.
      const phaseMs = random.whole(0, 15)
      let acknowledged = 0
      const onAcknowledged = (): boolean => {
        acknowledged++
        if (acknowledged === killAt) setTimeout(() => victim.process.kill('SIGKILL'), phaseMs)
        return true
      }
      await writeTogether({ baseUrl, ledger, random: random.fork(), round, writers, onAcknowledged })
      t.same(await victim.ending, { code: null, signal: 'SIGKILL' }, `round ${round}: killed at write ${killAt}`)
      await endConnections(environment)
      server = await startProcess(t, { ...environment, PORT })
      t.equal((await fetch(new URL('/readyz', baseUrl))).status, 200)
      const truth = await readTruth(baseUrl)
      t.same(ledger.violations, [], 'every answer was right')
      t.same(truth.problems, [], 'each version is there once')
      t.same(forgotten(ledger, truth), [], `each of ${ledger.versions.size} acknowledged versions is there`)
      t.same(torn(ledger, truth), [], `no transaction of ${ledger.transactions.size} is half there`)
      await assertSearchesFind(t, baseUrl, truth)
    }
    t.same(await server.end('SIGTERM'), { code: 0, signal: null })
  },
)
