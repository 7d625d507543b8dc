// The database goes away under load and comes back. https://www.postgresql.org/docs/15/functions-admin.html
import t from 'tap'
import { durableDatabase, postgresAbsent, runOnPostgres } from '../harness/database.js'
import { startProcess } from '../harness/process.js'
import { isLong, seededRandom, timeoutMs } from '../harness/random.js'
import { createLedger } from './ledger.js'
import { assertSearchesFind, forgotten, readTruth, torn } from './truth.js'
import { writeTogether } from './writers.js'

t.setTimeout(timeoutMs)

const others = 'datname = current_database() and pid <> pg_backend_pid()'

t.test(
  'connections that end under load are 503 or success, never a wrong answer',
  { skip: postgresAbsent },
  async (t) => {
    const environment = await durableDatabase(t)
    const url = environment.DATABASE_URL ?? ''
    const server = await startProcess(t, environment)
    const { baseUrl } = server
    const ledger = createLedger()
    const cuts = isLong ? 20 : 5
    const ending: Promise<unknown>[] = []
    let acknowledged = 0
    const onAcknowledged = (): boolean => {
      acknowledged++
      if (acknowledged % 150 === 0 && ending.length < cuts) {
        ending.push(runOnPostgres(url, `select pg_terminate_backend(pid) from pg_stat_activity where ${others}`))
      }
      return acknowledged < 150 * (cuts + 2)
    }
    await writeTogether({ baseUrl, ledger, random: seededRandom(t), round: 1, writers: 32, onAcknowledged })
    await Promise.all(ending)
    t.equal(ending.length, cuts, `connections were ended ${cuts} times`)
    const truth = await readTruth(baseUrl)
    t.same(ledger.violations, [], 'every answer was right')
    t.same(truth.problems, [])
    t.same(forgotten(ledger, truth), [], `each of ${ledger.versions.size} acknowledged versions is there`)
    t.same(torn(ledger, truth), [])
    await assertSearchesFind(t, baseUrl, truth)
    t.same(await server.end('SIGTERM'), { code: 0, signal: null })
  },
)

t.test(
  '/readyz and every answer tell that the database is away, and that it is back',
  { skip: postgresAbsent },
  async (t) => {
    const environment = await durableDatabase(t)
    const url = new URL(environment.DATABASE_URL ?? '')
    const server = await startProcess(t, environment)
    const { baseUrl } = server
    const name = url.pathname.slice(1)
    url.pathname = '/postgres'
    const status = async (path: string): Promise<number> => (await fetch(new URL(path, baseUrl))).status
    t.equal(await status('/readyz'), 200)
    await runOnPostgres(url.href, `alter database ${name} with allow_connections false`)
    await runOnPostgres(
      url.href,
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '${name}'`,
    )
    t.equal(await status('/readyz'), 503)
    t.equal(await status('/healthz'), 200, 'the process itself is alive')
    const read = await fetch(`${baseUrl}/Patient/1`)
    t.equal(read.status, 503)
    t.ok(read.headers.get('retry-after'))
    t.match(await read.json(), { resourceType: 'OperationOutcome', issue: [{ code: 'transient' }] })
    const body = JSON.stringify({ resourceType: 'Patient' })
    const headers = { 'content-type': 'application/fhir+json' }
    t.equal((await fetch(`${baseUrl}/Patient`, { method: 'POST', body, headers })).status, 503)
    await runOnPostgres(url.href, `alter database ${name} with allow_connections true`)
    t.equal(await status('/readyz'), 200)
    t.equal((await fetch(`${baseUrl}/Patient`, { method: 'POST', body, headers })).status, 201)
    t.same(await server.end('SIGTERM'), { code: 0, signal: null })
  },
)
