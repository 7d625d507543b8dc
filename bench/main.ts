import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { openDatabases } from './database.js'
import { type Effort, type Figure, full, holds, smoke, table } from './figure.js'
import type { Setting, Workload } from './workload.js'
import { create } from './workloads/create.js'
import { growth } from './workloads/growth.js'
import { importBundles } from './workloads/import.js'
import { micro } from './workloads/micro.js'
import { read } from './workloads/read.js'
import { clone, start } from './workloads/start.js'
import { terminology } from './workloads/terminology.js'
import { validation } from './workloads/validate.js'

const workloads: readonly Workload[] = [
  micro,
  start,
  clone,
  read,
  create,
  importBundles,
  growth,
  terminology,
  validation,
]

const say = (sentence: string): void => {
  process.stderr.write(`${sentence}\n`)
}

/** The workloads of the given names, all where none is given. Throws for a name that is none. */
function chosen(names: readonly string[], { kind }: Effort): readonly Workload[] {
  const unknown = names.find((name) => workloads.every((workload) => workload.name !== name))
  if (unknown !== undefined) {
    throw new Error(`\`${unknown}\` is no workload; expected ${workloads.map(({ name }) => `\`${name}\``).join(', ')}.`)
  }
  return workloads.filter(({ name, efforts }) => (names.length === 0 ? efforts.includes(kind) : names.includes(name)))
}

async function runOne(workload: Workload, setting: Setting): Promise<readonly Figure[]> {
  if (workload.needs === 'nothing') return workload.run(setting)
  const { databases } = setting
  if (databases !== undefined) return workload.run({ ...setting, databases })
  say(`${workload.name} is skipped: it needs PostgreSQL, and DATABASE_URL is not set.`)
  return []
}

async function runAll(list: readonly Workload[], effort: Effort): Promise<readonly Figure[]> {
  const databaseUrl = process.env.DATABASE_URL ?? ''
  const databases = databaseUrl === '' ? undefined : openDatabases(databaseUrl)
  const folder = await mkdtemp(join(tmpdir(), 'anteroom-bench-'))
  const setting: Setting = { effort, databases, folder, say }
  try {
    const figures: Figure[] = []
    for (const workload of list) {
      const startedMs = performance.now()
      figures.push(...(await runOne(workload, setting)))
      say(`${workload.name} took ${((performance.now() - startedMs) / 1000).toFixed(1)} s`)
    }
    return figures
  } finally {
    await databases?.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function bench(names: readonly string[], options: { readonly smoke?: true }): Promise<void> {
  const effort = options.smoke === true ? smoke : full
  const figures = await runAll(chosen(names, effort), effort)
  if (figures.length === 0) return
  const [processor] = cpus()
  console.log(`Node ${process.version}, ${cpus().length} × ${processor?.model.trim()}\n`)
  console.log(table(figures, effort))
  if (!figures.every((figure) => holds(figure, effort))) process.exitCode = 1
}

try {
  await new Command('bench')
    .argument('[workload...]', 'names of workloads; all where none is given')
    .option('--smoke', 'a short run with half the floors')
    .description('measures Anteroom beside its limits; bench/README.md says what each figure means')
    .action(bench)
    .parseAsync()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
