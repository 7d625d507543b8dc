// `anteroom` as a person runs it: each command in a process of its own.
import { createServer } from 'node:net'
import t, { type Test } from 'tap'
import type { Environment } from '../../src/config.js'
import { openDatabase } from '../../src/database/open.js'
import { durableDatabase, postgresAbsent } from '../harness/database.js'
import { runCommand, type ServerProcess, startProcess } from '../harness/process.js'
import { timeoutMs } from '../harness/random.js'
import type { Json } from '../harness/server.js'

t.setTimeout(timeoutMs)

// Making a database takes a second or two, so that the tests share these.
const clinic: Environment = { ...(await durableDatabase(t)), SEED: 'on' }
const plain: Environment = { ...(await durableDatabase(t)), SEED: 'off' }

const ended = { code: 0, signal: null }
const get = async (address: string, headers: Record<string, string> = {}): Promise<{ status: number; json: Json }> => {
  const response = await fetch(address, { headers })
  return { status: response.status, json: await response.json() }
}

/** How many resources the server has of each of these types. */
async function counts({ baseUrl }: ServerProcess, types: readonly string[]): Promise<readonly number[]> {
  const found: number[] = []
  for (const type of types) found.push((await get(`${baseUrl}/${type}?_summary=count`)).json.total)
  return found
}

t.test('--help names every command, and each command has examples or says what it does', async (t) => {
  const { code, stdout } = await runCommand(t, ['--help'], {})
  t.equal(code, 0)
  for (const command of ['start', 'import', 'reindex', 'migrate', 'seed', 'client']) t.match(stdout, `\n  ${command}`)
  for (const command of [['import'], ['start'], ['client', 'add']]) {
    t.match((await runCommand(t, [...command, '--help'], {})).stdout, 'Example')
  }
})

t.test('what is wrong with the command or the environment is said, and nothing begins', async (t) => {
  const refuse = async (commandLine: readonly string[], environment: Environment, sentence: RegExp): Promise<void> => {
    const { code, stderr } = await runCommand(t, commandLine, environment)
    t.equal(code, 1, `${commandLine.join(' ')} ends with 1`)
    t.match(stderr, sentence)
    t.notMatch(stderr, /\n\s+at /, 'no stack trace')
  }
  await refuse(['sart'], {}, /unknown command 'sart'|too many arguments/)
  await refuse(['import'], {}, /missing required argument/)
  await refuse(['start'], { PORT: 'abc' }, /`PORT` is `abc`; expected a whole number/)
  await refuse(['start'], { HOST: '0.0.0.0' }, /`HOST` is `0\.0\.0\.0` and `AUTH` is not set/)
  await refuse(['start'], { WORKERS: '2', DATABASE_URL: '' }, /`WORKERS` is above 1/)
  await refuse(['start'], { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, /database|ECONNREFUSED/)
})

t.test('start says where it listens, and what it says to try answers', async (t) => {
  const environment = { ...clinic, PORT: '0' }
  const server = await startProcess(t, environment)
  t.match(server.printed(), postgresAbsent === false ? 'on PostgreSQL' : 'on the embedded database in')
  t.notMatch(server.baseUrl, ':0/', 'PORT=0 is a free port')
  const tries = [...server.printed().matchAll(/^ {2}curl '([^']+)'$/gm)].map(([, address = '']) => address)
  t.equal(tries.length, 3)
  for (const address of tries) {
    const { status, json } = await get(address)
    t.equal(status, 200, address)
    t.ok(json.entry?.length > 0, `it finds ${json.entry?.length}`)
  }
  if (postgresAbsent !== false) {
    for (const commandLine of [['start'], ['import', '.']]) {
      const second = await runCommand(t, commandLine, environment)
      t.equal(second.code, 1, `${commandLine[0]} beside it is refused`)
      t.match(second.stderr, /is open in another process \(\d+\)\. Stop that server first/)
    }
  }
  const types = ['Patient', 'Coverage', 'Appointment', 'Observation', 'Practitioner', 'Task']
  const before = await counts(server, types)
  t.ok(
    before.every((count) => count > 0),
    `the clinic is there: ${before}`,
  )
  const rivera = (await get(`${server.baseUrl}/Patient/example-rivera`)).json
  t.same(await server.end('SIGTERM'), ended)
  // The port was drawn, and the address is part of the index: what loads beside it has to name the same.
  const seeded = await runCommand(t, ['seed'], { ...environment, BASE_URL: server.baseUrl })
  t.equal(seeded.code, 0)
  t.match(seeded.stdout, /The clinic is loaded \(\d+ Bundles\)\./)
  const again = await startProcess(t, environment)
  t.same(await counts(again, types), before, 'loading it twice makes nothing twice')
  const { meta, ...rest } = (await get(`${again.baseUrl}/Patient/example-rivera`)).json
  t.same({ ...rest, meta: rivera.meta }, rivera)
  t.equal(meta.versionId, '2', 'each load is a version')
  t.same(await again.end('SIGINT'), ended)
})

t.test('migrate --dry-run says what would be done and does nothing', async (t) => {
  const run = async (...commandLine: string[]): Promise<string> => {
    const { code, stdout } = await runCommand(t, ['migrate', ...commandLine], plain)
    t.equal(code, 0)
    return stdout
  }
  const would = await run('--dry-run')
  t.match(would, /^Migration 1 \(.+\) would be applied\.$/m)
  t.equal(await run('--dry-run'), would, 'nothing was done')
  t.equal(await run(), would.replaceAll('would be applied', 'applied'))
  t.equal(await run('--dry-run'), 'The schema is up to date.\n')
})

t.test('a port that is taken is said, and the process ends', async (t) => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  t.teardown(() => other.close())
  const { port } = other.address() as { port: number }
  const { code, stderr } = await runCommand(t, ['start'], { ...plain, PORT: String(port) })
  t.equal(code, 1)
  t.match(stderr, String(port))
})

/** The status with which a client may do something. */
async function statusOf(server: ServerProcess, token: string, method: string, path: string): Promise<number> {
  const body = method === 'POST' ? { body: JSON.stringify({ resourceType: path }) } : {}
  const headers = {
    'content-type': 'application/fhir+json',
    ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
  }
  const response = await fetch(`${server.localUrl}/${path}`, { method, headers, ...body })
  const json: Json = await response.json()
  if (!response.ok) t.equal(json.resourceType, 'OperationOutcome')
  return response.status
}

async function assertScopes(t: Test, server: ServerProcess, token: string): Promise<void> {
  t.equal(await statusOf(server, '', 'GET', 'Patient'), 401, 'nobody')
  t.equal(await statusOf(server, `${token}x`, 'GET', 'Patient'), 401, 'a wrong token')
  t.equal(await statusOf(server, token, 'GET', 'Patient'), 200, 'search is in the scopes')
  t.equal(await statusOf(server, token, 'GET', 'Coverage'), 403, 'another type is not')
  t.equal(await statusOf(server, token, 'POST', 'Patient'), 403, 'create is not')
  t.equal(await statusOf(server, '', 'GET', 'metadata'), 200, 'what the server is may be asked by all')
}

t.test('clients have tokens, and may do what their scopes say', async (t) => {
  const environment = { ...plain, AUTH: 'token', HOST: '0.0.0.0' }
  const client = (...commandLine: string[]) => runCommand(t, ['client', ...commandLine], environment)
  const added = await client('add', 'north lab', 'system/Patient.rs', 'system/Observation.cruds')
  t.equal(added.code, 0)
  const token = added.stdout.trim()
  t.match(token, /^\S{20,}$/)
  t.equal((await client('add', 'north lab', 'system/Patient.rs')).code, 1, 'a name is given once')
  const wrong = await client('add', 'other', 'patient/Patient.rs')
  t.equal(wrong.code, 1)
  t.match(wrong.stderr, 'patient/Patient.rs')
  const listed = (await client('list')).stdout
  t.match(listed, 'north lab\t')
  t.notMatch(listed, token, 'the token is shown once')
  const server = await startProcess(t, environment)
  await assertScopes(t, server, token)
  t.same(await server.end('SIGTERM'), ended)
  t.equal((await client('remove', 'north lab')).code, 0)
  t.match((await client('list')).stdout, 'There are no clients')
  const again = await startProcess(t, environment)
  t.equal(await statusOf(again, token, 'GET', 'Patient'), 401, 'a removed client is nobody')
  t.same(await again.end('SIGTERM'), ended)
})

/** Ruins the index behind the server's back. */
async function ruinIndex({ DATABASE_URL, DATA_DIR }: Environment): Promise<void> {
  const database = await openDatabase({
    databaseUrl: DATABASE_URL,
    folder: DATA_DIR,
    pool: 2,
    statementTimeoutMs: 10_000,
    random: Math.random,
    onIdleError: () => {},
  })
  await database.execute("update index.patient set tokens = '{}'; delete from index.observation; delete from value")
  await database.close()
}

t.test('reindex derives from the resources what is wrong in the index', async (t) => {
  const environment = { ...clinic, BASE_URL: 'http://127.0.0.1:8080/fhir' }
  const searches = [
    'Patient?name=rivera',
    'Patient?name:contains=iver',
    'Observation?subject:missing=false',
    'Patient?_id:missing=false',
  ]
  const ask = async (): Promise<number[]> => {
    const server = await startProcess(t, environment)
    const totals: number[] = []
    for (const search of searches) totals.push((await get(`${server.localUrl}/${search}&_summary=count`)).json.total)
    t.same(await server.end('SIGTERM'), ended)
    return totals
  }
  const before = await ask()
  t.ok(
    before.every((count) => count > 0),
    `${before}`,
  )
  await ruinIndex(environment)
  t.match(await ask(), [0, 0, 0, before[3] ?? 0], 'searches go by the index')
  const { code, stdout } = await runCommand(t, ['reindex'], environment)
  t.equal(code, 0)
  t.match(stdout, /^The index of \d+ resources is rebuilt\.$/m)
  t.same(await ask(), before)
})
