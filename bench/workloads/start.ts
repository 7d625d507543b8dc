import { cp, mkdir, readdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { atMost, type Figure, median } from '../figure.js'
import {
  type Environment,
  freePort,
  projectFolder,
  residentMegabytes,
  run,
  startProcess,
  startServer,
} from '../processes.js'
import type { PostgresSetting, Workload } from '../workload.js'

const SETTLING_MS = 2_000

interface Start {
  /** Until the first request was answered. */
  readonly seconds: number
  /** Some seconds later, with nothing to do. */
  readonly idleMegabytes: number | undefined
}

async function startOnce(own: Environment, settlingMs: number): Promise<Start> {
  const startedMs = performance.now()
  const server = await startServer(own)
  try {
    const answer = await fetch(`${server.baseUrl}/Patient?_count=1`)
    if (!answer.ok) throw new Error(`The first answer was ${answer.status}.`)
    await answer.arrayBuffer()
    const seconds = (performance.now() - startedMs) / 1000
    await wait(settlingMs)
    return { seconds, idleMegabytes: residentMegabytes(server.process) }
  } finally {
    await server.stop()
  }
}

/** Starts several times; the first one migrates and loads the clinic, and does not count. */
async function startOften(own: Environment, times: number): Promise<readonly Start[]> {
  const environment = { PORT: await freePort(), SEED: 'on', ...own }
  await startOnce(environment, 0)
  const starts: Start[] = []
  for (let time = 0; time < times; time++)
    starts.push(await startOnce(environment, time === 0 && 'DATABASE_URL' in own ? SETTLING_MS : 0))
  return starts
}

const secondsOf = (starts: readonly Start[]): number => median(starts.map(({ seconds }) => seconds))

async function onPostgres({ databases, effort }: PostgresSetting): Promise<readonly Figure[]> {
  const database = await databases.create('start')
  try {
    const starts = await startOften({ DATABASE_URL: database.url }, effort.kind === 'smoke' ? 1 : 5)
    const memory = starts[0]?.idleMegabytes
    return [
      atMost('cold start on PostgreSQL', 's', secondsOf(starts), 1.5),
      ...(memory === undefined ? [] : [atMost('idle memory on PostgreSQL', 'MB', memory, 200)]),
    ]
  } finally {
    await database.drop()
  }
}

/** Cold start once migrated, until the first search is answered, and idle memory. */
export const start: Workload = {
  name: 'start',
  needs: 'nothing',
  efforts: ['full', 'smoke'],
  run: async (setting) => {
    const starts = await startOften(
      { DATA_DIR: join(setting.folder, 'start') },
      setting.effort.kind === 'smoke' ? 1 : 3,
    )
    const embedded = atMost('cold start on PGlite', 's', secondsOf(starts), 4)
    const { databases } = setting
    if (databases !== undefined) return [...(await onPostgres({ ...setting, databases })), embedded]
    setting.say('start on PostgreSQL is skipped: DATABASE_URL is not set.')
    return [embedded]
  },
}

/** What a clone would not hold. */
const notCloned = new Set(['node_modules', 'dist', 'data', '.git', '.tap'])

async function copyProject(folder: string): Promise<string> {
  const copy = join(folder, 'clone')
  await mkdir(copy)
  for (const name of await readdir(projectFolder)) {
    if (!notCloned.has(name)) await cp(join(projectFolder, name), join(copy, name), { recursive: true })
  }
  await symlink(join(projectFolder, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

/** From a fresh copy to the first answer: the build, the first start on the embedded database, and its clinic; packages aside. */
export const clone: Workload = {
  name: 'clone',
  needs: 'nothing',
  efforts: ['full'],
  run: async ({ folder, say }) => {
    const copy = await copyProject(folder)
    say('clone: build and first start of a fresh copy')
    const startedMs = performance.now()
    await run('npm', ['run', 'build'], {}, copy)
    const server = await startProcess('dist/src/main.js', ['start'], { PORT: '0' }, copy)
    try {
      await (await fetch(`${server.baseUrl}/Patient?name=rivera`)).arrayBuffer()
      return [atMost('clone to first answer', 's', (performance.now() - startedMs) / 1000, 60)]
    } finally {
      await server.stop()
    }
  },
}
