import { checkpoint, createDatabase } from '../database.js'
import { atLeast, type Figure, inTurns } from '../figure.js'
import { fillPatients } from '../fill.js'
import { drain, postBytes } from '../lean-load.js'
import { insertPlainly, readWrittenRows, type WrittenRows } from '../plain-insert.js'
import { runCommand, startServer } from '../processes.js'
import { createRandom } from '../random.js'
import { observation } from '../resources.js'
import type { Setting, Workload } from '../workload.js'

const PATIENTS = 1_000
const CONNECTIONS = 128

/** Posts Observations for a while; answers how many a second were created. */
export async function createObservations(baseUrl: string, seconds: number, seed: number): Promise<number> {
  const random = createRandom(seed)
  const url = `${baseUrl}/Observation`
  // Made before the time runs, and more than can be sent in it.
  const requests = Array.from({ length: Math.ceil(seconds * 20_000) }, () => postBytes(url, JSON.stringify(observation(random, PATIENTS))))
  const load = await drain({ baseUrl, connections: CONNECTIONS, seconds, next: () => requests.pop() })
  return load.answers / load.seconds
}

interface Urls {
  readonly baseUrl: string
  readonly server: string
  readonly plain: string
}

async function compare({ effort, say }: Setting, urls: Urls): Promise<readonly Figure[]> {
  const [rounds, seconds] = effort.kind === 'smoke' ? [2, 2] : [5, 4]
  await fillPatients(urls.baseUrl, PATIENTS)
  await createObservations(urls.baseUrl, 1, 0)
  let written: WrittenRows = await readWrittenRows(urls.server, '0')
  let round = 0
  say('create: the server and the plain insert of the same rows in turns')
  const measured = await inTurns(
    rounds,
    async () => {
      await checkpoint(urls.server)
      const rate = await createObservations(urls.baseUrl, seconds, ++round)
      written = await readWrittenRows(urls.server, written.lastSeq)
      return rate
    },
    async () => {
      await checkpoint(urls.plain)
      return insertPlainly(urls.plain, written)
    },
  )
  return [atLeast('create', 'resources/s', 0.3, measured)]
}

/** Create at 128 connections, beside the multi-row insert of the same rows. */
export const create: Workload = {
  name: 'create',
  needs: 'PostgreSQL',
  efforts: ['full', 'smoke'],
  run: async (setting) => {
    const database = await createDatabase(setting.databaseUrl, 'create')
    const plain = await createDatabase(setting.databaseUrl, 'create_plain')
    try {
      await runCommand(['migrate'], { DATABASE_URL: plain.url })
      const server = await startServer({ DATABASE_URL: database.url })
      try {
        return await compare(setting, { baseUrl: server.baseUrl, server: database.url, plain: plain.url })
      } finally {
        await server.stop()
      }
    } finally {
      await database.drop()
      await plain.drop()
    }
  },
}
