import cluster from 'node:cluster'
import { createServer as createTcpServer } from 'node:net'
import { type Config, configFromEnvironment, configWarnings, type Environment } from '../config.js'
import { createServer, type Engine, openEngine } from '../server.js'
import { loadSeed } from './seed.js'
import { realSurroundings } from './surroundings.js'

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

async function serve(config: Config, greet: (engine: Engine) => void): Promise<void> {
  const engine = await openEngine(config, realSurroundings(config, 'stdout'))
  if (engine.isNew && config.seed === 'on') await loadSeed(engine)
  const app = await createServer(engine)
  stopOnSignal(async () => {
    await app.close()
    await engine.close()
  })
  await app.listen({ host: config.host, port: config.port })
  greet(engine)
}

/** The first process prepares the database, then starts the workers and replaces one that dies. */
async function serveWithWorkers(config: Config): Promise<void> {
  const surroundings = realSurroundings(config, 'stdout')
  const engine = await openEngine(config, surroundings)
  if (engine.isNew && config.seed === 'on') await loadSeed(engine)
  await engine.close()
  let stopping = false
  for (let worker = 0; worker < config.workers; worker++) cluster.fork()
  cluster.on('exit', (worker, code) => {
    if (stopping) return
    surroundings.logger.error({ worker: worker.id, code }, 'a worker died, another one takes its place')
    cluster.fork()
  })
  let listening = 0
  cluster.on('listening', () => {
    listening++
    if (listening === config.workers) process.stderr.write(welcome(engine))
  })
  stopOnSignal(async () => {
    stopping = true
    await new Promise<void>((resolve) => cluster.disconnect(resolve))
  })
}

/** `anteroom start`: serves until SIGTERM or SIGINT, then lets requests under way finish. */
export async function start(environment: Environment): Promise<void> {
  const configured = configFromEnvironment()
  if (cluster.isPrimary) for (const warning of configWarnings(environment)) process.stderr.write(`${warning}\n`)
  const config = await withPort(configured)
  if (config.workers > 1 && cluster.isPrimary) return serveWithWorkers(config)
  return serve(config, (engine) => {
    if (cluster.isPrimary) process.stderr.write(welcome(engine))
  })
}
