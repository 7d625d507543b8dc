import { checkpoint } from '../database.js'
import { atLeast, type Figure, inTurns } from '../figure.js'
import { fillPatients } from '../fill.js'
import { createObservations } from '../lean-load.js'
import { insertPlainly, readWrittenRows, type WrittenRows } from '../plain-insert.js'
import { startServer } from '../processes.js'
import { createRandom } from '../random.js'
import type { Setting, Workload } from '../workload.js'

const PATIENTS = 1_000

interface Urls {
  readonly baseUrl: string
  readonly server: string
  readonly plain: string
}

async function compare({ effort, say }: Setting, urls: Urls): Promise<readonly Figure[]> {
  const [rounds, seconds] = effort.kind === 'smoke' ? [2, 2] : [5, 4]
  await fillPatients(urls.baseUrl, PATIENTS)
  const random = createRandom(3)
  const createFor = (duration: number): Promise<number> =>
    createObservations(urls.baseUrl, { seconds: duration, patients: PATIENTS, random })
  await createFor(1)
  let written: WrittenRows = await readWrittenRows(urls.server, '0')
  say('create: the server and the plain insert of the same rows in turns')
  const measured = await inTurns(
    rounds,
    async () => {
      await checkpoint(urls.server)
      const rate = await createFor(seconds)
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
    const database = await setting.databases.create('create')
    const plain = await setting.databases.create('create_plain')
    try {
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
