// A server that is told to stop finishes what it began, and nothing else.
import { readFile } from 'node:fs/promises'
import { type ClientRequest, request } from 'node:http'
import { connect } from 'node:net'
import t, { type Test } from 'tap'
import { durableDatabase, postgresAbsent } from '../harness/database.js'
import { type ServerProcess, startProcess } from '../harness/process.js'
import { seededRandom, timeoutMs } from '../harness/random.js'
import type { Json } from '../harness/server.js'
import { createLedger, type Ledger } from './ledger.js'
import { forgotten, readTruth, torn } from './truth.js'
import { writeTogether } from './writers.js'

t.setTimeout(timeoutMs)

const ended = { code: 0, signal: null }
const portOf = ({ baseUrl }: ServerProcess): number => Number(new URL(baseUrl).port)

/** True where nobody listens any more. */
const isRefused = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(false)).once('error', () => resolve(true))
    socket.once('connect', () => socket.destroy())
  })

async function untilRefused(server: ServerProcess): Promise<void> {
  while (!(await isRefused(portOf(server))));
}

/** A request of which the server has the head, and waits for the body. */
function beginTransaction({ baseUrl }: ServerProcess): Promise<ClientRequest> {
  const headers = { 'content-type': 'application/fhir+json', expect: '100-continue' }
  const begun = request(`${baseUrl}/`, { method: 'POST', headers, agent: false })
  begun.flushHeaders()
  return new Promise((resolve, reject) => {
    begun.once('continue', () => resolve(begun)).once('error', reject)
  })
}

/** Sends the body, and answers status, headers and text. */
function finish(
  begun: ClientRequest,
  body: object,
): Promise<{ status: number | undefined; closes: boolean; text: string }> {
  begun.end(JSON.stringify(body))
  return new Promise((resolve, reject) => {
    begun.once('error', reject).once('response', (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (piece: string) => {
        text += piece
      })
      const closes = response.headers.connection === 'close'
      response.once('end', () => resolve({ status: response.statusCode, closes, text }))
    })
  })
}

const transactionOf = (count: number) => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry: Array.from({ length: count }, (_, at) => ({
    resource: { resourceType: 'Basic', code: { text: `number ${at}` } },
    request: { method: 'POST', url: 'Basic' },
  })),
})

t.test('a request that has begun is answered after SIGTERM; new ones are refused', async (t) => {
  const environment = await durableDatabase(t)
  const server = await startProcess(t, environment)
  const begun = await beginTransaction(server)
  server.process.kill('SIGTERM')
  await untilRefused(server)
  const answer = await finish(begun, transactionOf(200))
  t.equal(answer.status, 200)
  t.ok(answer.closes, 'the connection ends with the answer')
  t.same(await server.ending, ended)
  const again = await startProcess(t, environment)
  const found: Json = await (await fetch(`${again.baseUrl}/Basic?_summary=count`)).json()
  t.equal(found.total, 200, 'what was acknowledged is there')
  t.same(await again.end('SIGTERM'), ended)
})

t.test('a client that never finishes holds nobody up beyond the limit', async (t) => {
  const server = await startProcess(t, { ...(await durableDatabase(t)), SHUTDOWN_TIMEOUT_MS: '500' })
  const begun = await beginTransaction(server)
  const broken = new Promise<NodeJS.ErrnoException>((resolve) => begun.once('error', resolve))
  t.same(await server.end('SIGTERM'), ended)
  t.equal((await broken).code, 'ECONNRESET')
})

/** Lets 32 clients write, and stops the server after so many answers; they end when their connections are refused. */
async function stopAmidst(t: Test, server: ServerProcess, ledger: Ledger): Promise<void> {
  let acknowledged = 0
  const onAcknowledged = (): boolean => {
    acknowledged++
    if (acknowledged === 300) server.process.kill('SIGTERM')
    return true
  }
  const { baseUrl } = server
  await writeTogether({ baseUrl, ledger, random: seededRandom(t), round: 1, writers: 32, onAcknowledged })
  t.same(await server.ending, ended)
}

async function assertKept(t: Test, { baseUrl }: ServerProcess, ledger: Ledger): Promise<void> {
  const truth = await readTruth(baseUrl)
  t.same(ledger.violations, [], 'every answer was right')
  t.same(truth.problems, [])
  t.same(forgotten(ledger, truth), [], `each of ${ledger.versions.size} acknowledged versions is there`)
  t.same(torn(ledger, truth), [], 'no transaction is half there')
}

t.test('SIGTERM amidst 32 writers keeps all that was acknowledged', async (t) => {
  const environment = await durableDatabase(t)
  const ledger = createLedger()
  await stopAmidst(t, await startProcess(t, environment), ledger)
  const again = await startProcess(t, environment)
  await assertKept(t, again, ledger)
  t.same(await again.end('SIGTERM'), ended)
})

/**
 * Which of the workers answered: request ids begin with what each drew for itself. A connection that was handed to a worker at the moment when it was killed is
 * never answered, so that clients need a limit of their own.
 */
async function workerOf({ baseUrl }: ServerProcess): Promise<string> {
  const headers = { connection: 'close' }
  const signal = AbortSignal.timeout(2_000)
  const response = await fetch(`${baseUrl}/metadata?_elements=status`, { headers, signal })
  await response.arrayBuffer()
  return response.headers.get('x-request-id')?.split('-')[0] ?? ''
}

/** Asks until these many workers have answered. */
async function untilWorkers(server: ServerProcess, seen: Set<string>, count: number): Promise<void> {
  while (seen.size < count) seen.add(await workerOf(server).catch(() => [...seen][0] ?? ''))
}

const noProc = process.platform === 'linux' ? false : 'the ids of the workers are read from /proc'

t.test(
  'of two workers both serve, a killed one is replaced, and both stop',
  { skip: postgresAbsent || noProc },
  async (t) => {
    const environment = { ...(await durableDatabase(t)), WORKERS: '2' }
    const server = await startProcess(t, environment)
    const seen = new Set<string>()
    await untilWorkers(server, seen, 2)
    t.pass('both answer')
    const { pid } = server.process
    const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ')
    t.equal(children.length, 2)
    process.kill(Number(children[0]), 'SIGKILL')
    await untilWorkers(server, seen, 3)
    t.match(server.printed(), 'a worker died, another one takes its place')
    const ledger = createLedger()
    await stopAmidst(t, server, ledger)
    const again = await startProcess(t, environment)
    await assertKept(t, again, ledger)
    t.same(await again.end('SIGTERM'), ended)
  },
)

t.test('workers that cannot listen end the program', { skip: postgresAbsent }, async (t) => {
  const environment = await durableDatabase(t)
  const server = await startProcess(t, environment)
  const second = startProcess(t, { ...environment, WORKERS: '2', PORT: String(portOf(server)) })
  await t.rejects(second, { message: /ended \(1\) before it listened:[\s\S]*Port \d+ of 127\.0\.0\.1 is taken/ })
  t.same(await server.end('SIGTERM'), ended)
})
