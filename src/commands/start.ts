import cluster, { type Worker } from 'node:cluster'
import { createServer as createTcpServer } from 'node:net'
import { type Config, configFromEnvironment, configWarnings, type Environment } from '../config.js'
import type { App } from '../rest/app.js'
import { createServer, type Engine, openEngine } from '../server.js'
import { installConfigured } from './package.js'
import { seedOnce } from './seed.js'
import { realSurroundings } from './surroundings.js'

/** A worker that died before it could listen (the database is away, perhaps) is replaced after this pause. */
const REPLACE_AGAIN_MS = 1_000

/** Lines that a person who just started the server can paste. */
function welcome({ config, database }: Engine): string {
  const where = database.engine === 'pglite' ? `the embedded database in ${config.dataDir}` : 'PostgreSQL'
  const { baseUrl } = config
  return [
    `Anteroom serves FHIR R4 at ${baseUrl} on ${where}.`,
    'Three things to try:',
    `  curl '${baseUrl}/Patient?name=rivera'`,
    `  curl '${baseUrl}/Coverage?beneficiary=Patient/example-rivera&status=active'`,
    `  curl '${baseUrl}/Appointment?patient=Patient/example-rivera&_sort=date'`,
    '',
  ].join('\n')
}

/** A free port where `PORT=0` asks for one: links name the port, so it is known before anything is built. */
async function withPort(config: Config): Promise<Config> {
  if (config.port !== 0) return config
  const port = await new Promise<number>((resolve, reject) => {
    const probe = createTcpServer()
    probe.once('error', reject)
    probe.listen(0, config.host, () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
  return { ...config, port, baseUrl: config.baseUrl.replace(/:0(?=\/|$)/, `:${port}`) }
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false
  const onSignal = (): void => {
    if (stopping) return
    stopping = true
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}

/** Listens; throws an Error that says what to do where the port is taken. */
async function listen(app: App, { host, port }: Config): Promise<void> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new Error(`Port ${port} of ${host} is taken by another program. Stop that one, or set \`PORT\` to another.`)
  }
}

async function serve(config: Config, greet: (engine: Engine) => void): Promise<void> {
  const engine = await openEngine(config, realSurroundings(config, 'stdout'))
  await installConfigured(engine)
  await seedOnce(engine)
  const app = await createServer(engine)
  const stop = async (): Promise<void> => {
    await app.close()
    await engine.close()
  }
  stopOnSignal(stop)
  try {
    await listen(app, config)
  } catch (error) {
    // What is open would keep the process alive.
    await stop()
    throw error
  }
  greet(engine)
}

/** Tells a worker to stop as it does on its own signal, and waits until it has. */
function stopWorker(worker: Worker): Promise<void> {
  if (worker.isDead()) return Promise.resolve()
  return new Promise((resolve) => {
    worker.once('exit', () => resolve())
    worker.process.kill('SIGTERM')
  })
}

const stopWorkers = async (): Promise<void> => {
  const workers = Object.values(cluster.workers ?? {})
  await Promise.all(workers.map((worker) => (worker === undefined ? undefined : stopWorker(worker))))
}

/** The first process prepares the database, then starts the workers and replaces one that dies. Where they can't start, it ends. */
async function serveWithWorkers(config: Config): Promise<void> {
  const surroundings = realSurroundings(config, 'stdout')
  const engine = await openEngine(config, surroundings)
  await seedOnce(engine)
  await engine.close()
  // A free port that was asked for is found once, for all of them.
  const fork = (): Worker => cluster.fork({ PORT: String(config.port) })
  let state: 'starting' | 'serving' | 'stopping' = 'starting'
  const stop = async (): Promise<void> => {
    state = 'stopping'
    await stopWorkers()
  }
  cluster.on('exit', (worker, code) => {
    if (state === 'stopping') return
    if (state === 'starting') return void stop().then(() => process.exit(1))
    surroundings.logger.error({ worker: worker.id, code }, 'a worker died, another one takes its place')
    const replace = (): void => {
      if (state !== 'stopping') fork()
    }
    setTimeout(replace, listened.has(worker.id) ? 0 : REPLACE_AGAIN_MS)
  })
  const listened = new Set<number>()
  cluster.on('listening', (worker) => {
    listened.add(worker.id)
    if (state !== 'starting' || listened.size < config.workers) return
    state = 'serving'
    process.stderr.write(welcome(engine))
  })
  stopOnSignal(stop)
  for (let worker = 0; worker < config.workers; worker++) fork()
}

/** `anteroom start`: serves until SIGTERM or SIGINT, then lets requests under way finish. */
export async function start(environment: Environment): Promise<void> {
  const configured = configFromEnvironment()
  if (cluster.isPrimary) for (const warning of configWarnings(environment)) process.stderr.write(`${warning}\n`)
  const config = await withPort(configured)
  if (config.workers > 1 && cluster.isPrimary) return serveWithWorkers(config)
  try {
    await serve(config, (engine) => {
      if (cluster.isPrimary) process.stderr.write(welcome(engine))
    })
  } catch (error) {
    // A worker lives as long as it can hear the first process.
    cluster.worker?.disconnect()
    throw error
  }
}
