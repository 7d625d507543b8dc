import type { JsonLimits } from '../../fhir/json-scan.js'
import { createCheckpoints } from './checkpoints.js'
import { createConditionCache } from './condition-cache.js'
import { findFiles, type ImportFile } from './find-files.js'
import type {
  ImportProgress,
  ImportRejects,
  ImportStatus,
  ImportSummary,
  ImportTarget,
  ResolveConditions,
  RewriteLinks,
} from './import.js'
import { type ImportRun, importFile, linesDone, type Origin } from './import-file.js'
import { conditionsOf, readUnit } from './read-unit.js'
import { rejectOf } from './reject.js'
import { settleUnit } from './settle-unit.js'
import { createStatus } from './status.js'
import { createTally } from './tally.js'
import { createChunkWriter } from './write-chunks.js'

/** What an import stands on; everything that it touches but the files is handed in. */
export interface ImportOptions {
  /** Files and folders. */
  readonly paths: readonly string[]
  readonly target: ImportTarget
  readonly resolveConditions: ResolveConditions
  readonly rewrite: RewriteLinks
  readonly progress: ImportProgress
  readonly rejects: ImportRejects
  readonly onStatus: (status: ImportStatus) => void
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly createId: () => string
  readonly jsonLimits: JsonLimits
}

/** Calls of the target: four under way, each of 250 resources or 8 million characters. */
const chunkLimits = { resources: 250, characters: 8_000_000, underWay: 4 }
const conditionsRemembered = 100_000

/**
 * Imports files and folders of Bundles, resources and NDJSON (gzip too), and continues where an earlier import stopped. Memory is bounded by the
 * largest Bundle. Throws an `Error` for a path that is not there, and whatever the target throws; what was saved until then stays done.
 */
export async function importFiles(options: ImportOptions): Promise<ImportSummary> {
  const started = options.now()
  const { files, ignored } = await findFiles(options.paths)
  const todo = files.filter((file) => linesDone(file, options.progress) !== 'all')
  const run = createRun(options, todo)
  for (const file of todo) await importFile(run, file)
  await run.checkpoints.save()
  run.status.report()
  return {
    types: run.tally.types(),
    filesRead: todo.length,
    filesSkipped: files.length - todo.length,
    filesIgnored: ignored,
    seconds: (options.now() - started) / 1000,
  }
}

function createRun(options: ImportOptions, files: readonly ImportFile[]): ImportRun {
  const tally = createTally()
  const status = createStatus(files, tally, options)
  const writer = createChunkWriter<Origin>(options.target, chunkLimits, async (items, results) => {
    const rejects = items.flatMap((item, index) => {
      const result = results[index] ?? { outcome: 'rejected', reason: 'The store gave no answer for this resource.' }
      tally.count(item.content.type, result.outcome)
      return result.outcome === 'rejected' ? [rejectOf(item.content, result.reason, item.origin)] : []
    })
    await options.rejects.add(rejects)
    status.report()
  })
  const cache = createConditionCache(options.resolveConditions, conditionsRemembered)
  return {
    tally,
    status,
    writer,
    progress: options.progress,
    rejects: options.rejects,
    checkpoints: createCheckpoints(options.progress, tally, writer),
    settle: async (bytes) => {
      const unit = readUnit(bytes, options.jsonLimits)
      const conditions = conditionsOf(unit)
      // What a condition looks for may have been read just before.
      if (!cache.hasAll(conditions)) await writer.flush()
      const matches = await cache.find(conditions)
      const settled = settleUnit(unit.resources, { rewrite: options.rewrite, matches, createId: options.createId })
      const nothing = { kind: 'reject', type: undefined, resource: undefined } as const
      return [...settled, ...unit.refusals.map((refusal) => ({ ...nothing, ...refusal }))]
    },
  }
}
