import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { SingleBar } from 'cli-progress'
import { unrestricted } from '../access/access.js'
import type { ImportStatus, ImportSummary } from '../bulk-data/import/import.js'
import { openProgressFile } from '../bulk-data/import/progress-file.js'
import { createRejectsFile } from '../bulk-data/import/rejects-file.js'
import { importFiles as importAll } from '../bulk-data/import/run.js'
import { createConditionResolver, createStoreTarget } from '../bulk-data/import/store-target.js'
import { summaryTable } from '../bulk-data/import/summary.js'
import type { Engine } from '../server.js'
import { beginImport, endImport } from '../store/import-mode.js'
import { withEngine } from './with-engine.js'

interface ImportFlags {
  readonly restart?: true
  readonly rejects: string
}

/** Where an import remembers how far it is: beside the rejects, so that a user sees both. */
const progressPath = (rejects: string): string => `${rejects.replace(/\.ndjson$/, '')}.progress`

/** Tells databases apart without giving anything of their secrets away. */
const databaseName = ({ practice }: Engine): string =>
  createHash('sha256').update('import progress').update(practice.secret).digest('hex').slice(0, 16)

/** A bar on a terminal, with the rate and the time left; nothing where the output is a file. */
function createBar(): { readonly report: (status: ImportStatus) => void; readonly stop: () => void } {
  if (!process.stderr.isTTY) return { report: () => {}, stop: () => {} }
  const bar = new SingleBar({
    format: '{bar} {percentage}% | {resources} resources | {rate}/s | {left} s left | {file}',
    stream: process.stderr,
  })
  bar.start(1, 0, { resources: 0, rate: 0, left: '–', file: '' })
  return {
    report: ({ bytesTotal, bytesDone, resources, resourcesPerSecond, secondsLeft, file }) => {
      bar.setTotal(Math.max(1, bytesTotal))
      bar.update(bytesDone, {
        resources,
        rate: Math.round(resourcesPerSecond),
        left: secondsLeft === undefined ? '–' : Math.round(secondsLeft),
        file,
      })
    },
    stop: () => bar.stop(),
  }
}

async function run(engine: Engine, paths: readonly string[], flags: ImportFlags): Promise<ImportSummary> {
  const context = engine.contextFor(unrestricted)
  const { resourceTypes } = engine.definitions
  const progress = await openProgressFile(progressPath(flags.rejects), databaseName(engine))
  const bar = createBar()
  await beginImport(engine.database, resourceTypes)
  try {
    return await importAll({
      paths,
      target: createStoreTarget(context),
      resolveConditions: createConditionResolver(context),
      rewrite: context.rewrite,
      progress,
      rejects: createRejectsFile(flags.rejects),
      onStatus: bar.report,
      now: engine.surroundings.now,
      createId: context.createId,
      jsonLimits: context.limits.json,
    })
  } finally {
    bar.stop()
    await endImport(engine.database, resourceTypes)
  }
}

/** `anteroom import PATH…`: loads files, continues where it was stopped, and says what it did. What could not be stored is in the rejects file. */
export async function importFiles(paths: readonly string[], flags: ImportFlags): Promise<void> {
  if (flags.restart === true) await rm(progressPath(flags.rejects), { force: true })
  const summary = await withEngine((engine) => run(engine, paths, flags), 'load')
  console.log(summaryTable(summary))
  const rejected = [...summary.types.values()].some((counts) => counts.rejected > 0)
  if (!rejected) return
  console.error(`What could not be stored is in ${flags.rejects}, with the reasons.`)
  process.exitCode = 2
}
