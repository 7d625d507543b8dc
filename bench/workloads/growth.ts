import { analyze, type BenchDatabase, checkpoint } from '../database.js'
import { atLeast, type Figure, inTurns } from '../figure.js'
import { createObservations } from '../lean-load.js'
import { getAtRandom } from '../load.js'
import { fillStore } from '../load-store.js'
import { freePort, type ServerProcess, startServer } from '../processes.js'
import { createRandom, pick } from '../random.js'
import { codes, patientId, recordNumber } from '../resources.js'
import type { Setting, Workload } from '../workload.js'

const SMALL = 10_000
const LARGE = 1_000_000
const ROUNDS = 3
const SECONDS = 3
/** Addresses that a round draws from. */
const DRAWN = 1_000

/** A store of some size, served. */
interface Grown {
  readonly server: ServerProcess
  readonly database: BenchDatabase
  readonly patients: number
}

const random = createRandom(5)

const someone = ({ patients }: Grown): number => Math.floor(random() * patients)

/** What is asked of both stores, as paths below the base. */
const questions: Readonly<Record<string, { readonly connections: number; readonly path: (grown: Grown) => string }>> = {
  read: { connections: 32, path: (grown) => `Patient/${patientId(someone(grown))}` },
  'search by patient and category, newest 20': {
    connections: 8,
    path: (grown) =>
      `Observation?patient=Patient/${patientId(someone(grown))}&category=laboratory&_sort=-date&_count=20`,
  },
  'search by identifier': {
    connections: 8,
    path: (grown) => `Patient?identifier=http://hospital.example.org/mrn%7C${recordNumber(someone(grown))}`,
  },
  'search by code': {
    connections: 8,
    path: () => `Observation?code=http://loinc.org%7C${pick(random, codes)}&_count=20`,
  },
}

async function ask(grown: Grown, question: keyof typeof questions): Promise<number> {
  const { connections = 1, path } = questions[question] ?? {}
  const urls = Array.from({ length: DRAWN }, () => `${grown.server.baseUrl}/${path?.(grown)}`)
  return getAtRandom(urls, { connections, seconds: SECONDS, random })
}

async function createIn({ server, patients, database }: Grown): Promise<number> {
  await checkpoint(database.url)
  return createObservations(server.baseUrl, { seconds: SECONDS, patients, random })
}

async function compare(small: Grown, large: Grown, say: Setting['say']): Promise<readonly Figure[]> {
  const figures: Figure[] = []
  const turns = async (name: string, measure: (grown: Grown) => Promise<number>): Promise<void> => {
    say(`growth: ${name} in the large and the small store in turns`)
    await measure(large)
    await measure(small)
    const measured = await inTurns(
      ROUNDS,
      () => measure(large),
      () => measure(small),
    )
    figures.push(atLeast(`growth: ${name}`, 'requests/s', 0.75, measured))
  }
  for (const question of Object.keys(questions)) await turns(question, (grown) => ask(grown, question))
  await turns('create', createIn)
  return figures
}

async function grow(setting: Setting, database: BenchDatabase, count: number): Promise<Grown> {
  const environment = { DATABASE_URL: database.url, PORT: await freePort() }
  const patients = await fillStore(environment, count, (done) => {
    if (done % 100_000 === 0) setting.say(`growth: ${done.toLocaleString('en')} resources are stored`)
  })
  await analyze(database.url)
  return { database, patients, server: await startServer(environment) }
}

/** The same figures over 10,000 and over 1,000,000 resources, in turns: none of them may fall by more than a quarter. */
export const growth: Workload = {
  name: 'growth',
  needs: 'PostgreSQL',
  efforts: ['full'],
  run: async (setting) => {
    const databases: BenchDatabase[] = []
    const grown: Grown[] = []
    try {
      for (const count of [SMALL, LARGE]) {
        const database = await setting.databases.create(`growth_${count}`)
        databases.push(database)
        grown.push(await grow(setting, database, count))
      }
      const [small, large] = grown as [Grown, Grown]
      return await compare(small, large, setting.say)
    } finally {
      for (const { server } of grown) await server.stop()
      for (const database of databases) await database.drop()
    }
  },
}
