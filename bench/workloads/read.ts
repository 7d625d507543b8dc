import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RecordedAnswer } from '../bare-route.js'
import { analyze } from '../database.js'
import { atLeast, type Figure, inTurns } from '../figure.js'
import { fillPatients } from '../fill.js'
import { getAtRandom } from '../load.js'
import { startProcess, startServer } from '../processes.js'
import { createRandom } from '../random.js'
import { patientId } from '../resources.js'
import type { Setting, Workload } from '../workload.js'

const PATIENTS = 1_000
const CONNECTIONS = 32

/** Headers that the transport writes by itself, on both sides. */
const ofTransport = new Set(['connection', 'date', 'keep-alive', 'content-length', 'transfer-encoding'])

async function recordAnswer(url: string): Promise<RecordedAnswer> {
  // Without coding, as the load generator asks for it.
  const answer = await fetch(url, { headers: { 'accept-encoding': 'identity' } })
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => !ofTransport.has(name)))
  return { headers, body: await answer.text() }
}

/** Gives the bare route what the real server answers. */
async function recordAnswers(baseUrl: string, folder: string): Promise<string> {
  const answers: Record<string, RecordedAnswer> = {}
  const record = async (n: number): Promise<void> => {
    answers[patientId(n)] = await recordAnswer(`${baseUrl}/Patient/${patientId(n)}`)
  }
  for (let from = 0; from < PATIENTS; from += 50) {
    await Promise.all(Array.from({ length: Math.min(50, PATIENTS - from) }, (_, at) => record(from + at)))
  }
  const path = join(folder, 'answers.json')
  await writeFile(path, JSON.stringify(answers))
  return path
}

async function compare(
  { effort, folder, say }: Setting,
  baseUrl: string,
  databaseUrl: string,
): Promise<readonly Figure[]> {
  await fillPatients(baseUrl, PATIENTS)
  await analyze(databaseUrl)
  const bare = await startProcess('dist/bench/bare-route.js', [await recordAnswers(baseUrl, folder)], {})
  try {
    const [rounds, seconds] = effort.kind === 'smoke' ? [3, 1] : [5, 3]
    const random = createRandom(2)
    const load = (address: string, ids: number, duration: number) => (): Promise<number> =>
      getAtRandom(
        Array.from({ length: ids }, (_, n) => `${address}/Patient/${patientId(n)}`),
        { connections: CONNECTIONS, seconds: duration, random },
      )
    await load(baseUrl, PATIENTS, 2)()
    await load(bare.baseUrl, PATIENTS, 1)()
    const figures: Figure[] = []
    for (const ids of effort.kind === 'smoke' ? [PATIENTS] : [1, PATIENTS]) {
      const name = ids === 1 ? 'read of one id' : `read of ${ids.toLocaleString('en')} ids`
      say(`${name}: the server and the bare route in turns`)
      const measured = await inTurns(rounds, load(baseUrl, ids, seconds), load(bare.baseUrl, ids, seconds))
      figures.push(atLeast(name, 'reads/s', 0.5, measured))
    }
    return figures
  } finally {
    await bare.stop()
  }
}

/** Read by id at 32 connections, beside a bare Fastify route that answers the same bytes and headers. */
export const read: Workload = {
  name: 'read',
  needs: 'PostgreSQL',
  efforts: ['full', 'smoke'],
  run: async (setting) => {
    const database = await setting.databases.create('read')
    try {
      const server = await startServer({ DATABASE_URL: database.url })
      try {
        return await compare(setting, server.baseUrl, database.url)
      } finally {
        await server.stop()
      }
    } finally {
      await database.drop()
    }
  },
}
