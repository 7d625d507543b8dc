import type { JsonLimits } from '../../fhir/json-scan.js'
import { FhirError } from '../../fhir/outcome.js'
import { createConditionCache } from './condition-cache.js'
import { findFiles, type ImportFile } from './find-files.js'
import type {
  FileProgress,
  ImportProgress,
  ImportRejects,
  ImportStatus,
  ImportSummary,
  ImportTarget,
  Reject,
  ResolveConditions,
  RewriteLinks,
} from './import.js'
import { readBytes } from './read-bytes.js'
import { conditionalReferences, readUnit } from './read-unit.js'
import { type Settled, settleUnit } from './settle-unit.js'
import { splitLines } from './split-lines.js'
import { createStatus, type StatusReporter } from './status.js'
import { createTally, type Tally } from './tally.js'
import { type ChunkWriter, createChunkWriter } from './write-chunks.js'

/** What an import stands on; everything that it touches is handed in. */
export interface ImportOptions {
  /** Files and folders. */
  readonly paths: readonly string[]
  readonly target: ImportTarget
  readonly resolveConditions: ResolveConditions
  readonly rewrite: RewriteLinks
  readonly progress: ImportProgress
  readonly rejects: ImportRejects
  readonly onStatus: (status: ImportStatus) => void
  readonly now: () => number
  readonly createId: () => string
  readonly jsonLimits: JsonLimits
}

/** A Bundle is read whole, and so is a line: this is the most that either may have, unpacked. */
const unitBytesMax = 100 * 1024 * 1024
/** Four calls of the target under way, of 250 resources or 8 million characters each. */
const chunkLimits = { resources: 250, characters: 8_000_000, underWay: 4 }
/** After so many resources everything under way is waited for, and progress is saved. */
const checkpointEvery = 5_000
const conditionsRemembered = 100_000

/** Where a resource came from. */
interface Origin {
  readonly file: string
  readonly line: number | undefined
  readonly entry: number | undefined
}

/** The parts of one run. */
interface Run {
  readonly options: ImportOptions
  readonly tally: Tally
  readonly writer: ChunkWriter<Origin>
  readonly status: StatusReporter
  readonly settleBytes: (bytes: Buffer) => Promise<readonly Settled[]>
  /** Marks a place that is done once all before it is written; saved at the next checkpoint. */
  readonly mark: (progress: FileProgress) => Promise<void>
  readonly checkpoint: () => Promise<void>
}

/**
 * Imports files and folders of Bundles, resources and NDJSON (gzip too), continuing where an earlier import stopped. Memory is bounded by the
 * largest Bundle. Throws an `Error` for a path that is not there, and whatever the target throws; what was saved until then stays done.
 */
export async function importFiles(options: ImportOptions): Promise<ImportSummary> {
  const started = options.now()
  const { files } = await findFiles(options.paths)
  const todo = files.filter((file) => !isDone(file, options.progress))
  const run = createRun(options, todo)
  for (const file of todo) await importFile(run, file)
  await run.checkpoint()
  run.status.finish()
  return {
    types: run.tally.types(),
    filesSkipped: files.length - todo.length,
    filesRead: todo.length,
    seconds: (options.now() - started) / 1000,
  }
}

function createRun(options: ImportOptions, files: readonly ImportFile[]): Run {
  const tally = createTally()
  const status = createStatus(files, tally, options)
  const writer = createChunkWriter<Origin>(options.target, chunkLimits, async (items, results) => {
    const rejects: Reject[] = []
    items.forEach(({ content, origin }, index) => {
      const result = results[index] ?? { outcome: 'rejected', reason: 'The store gave no answer for this resource.' }
      tally.count(content.type, result.outcome)
      if (result.outcome !== 'rejected') return
      const meta = content.metaRest === '' ? '' : `,"meta":{${content.metaRest.slice(1)}}`
      const resource = `{"resourceType":"${content.type}","id":"${content.id}"${meta}${content.rest}}`
      rejects.push(rejectAt(origin, { reason: result.reason, resource }))
    })
    await options.rejects.add(rejects)
    status.report()
  })
  const conditions = createConditionCache(options.resolveConditions, conditionsRemembered)
  const settleBytes = async (bytes: Buffer): Promise<readonly Settled[]> => {
    const { resources, refusals } = readUnit(bytes, options.jsonLimits)
    const wanted = conditionalReferences(resources)
    const all = new Set([...wanted, ...resources.flatMap(({ condition }) => (condition === undefined ? [] : condition.text))])
    // What a condition looks for may have been read just before.
    if (!conditions.hasAll(all)) await writer.flush()
    const matches = await conditions.find(all)
    const settled = settleUnit(resources, { rewrite: options.rewrite, matches, createId: options.createId })
    const refused = refusals.map(({ entry, reason }) => ({ kind: 'reject', entry, type: undefined, reason, resource: undefined }) as const)
    return [...settled, ...refused]
  }
  return { options, tally, writer, status, settleBytes, ...createCheckpoints(options, tally, writer) }
}

function createCheckpoints(options: ImportOptions, tally: Tally, writer: ChunkWriter<Origin>): Pick<Run, 'mark' | 'checkpoint'> {
  const marked = new Map<string, FileProgress>()
  let saved = 0
  const checkpoint = async (): Promise<void> => {
    await writer.flush()
    for (const progress of marked.values()) await options.progress.save(progress)
    marked.clear()
    saved = tally.total()
  }
  const mark = async (progress: FileProgress): Promise<void> => {
    marked.set(progress.path, progress)
    if (tally.total() - saved >= checkpointEvery) await checkpoint()
  }
  return { mark, checkpoint }
}

/** An import is continued only within a file that is still the same. */
function isDone(file: ImportFile, progress: ImportProgress): boolean {
  return linesDone(file, progress) === 'all'
}

function linesDone(file: ImportFile, progress: ImportProgress): number | 'all' {
  const record = progress.find(file.path)
  if (record === undefined || record.size !== file.size || record.modifiedMs !== file.modifiedMs) return 0
  return record.complete ? 'all' : record.linesDone
}

async function importFile(run: Run, file: ImportFile): Promise<void> {
  run.status.startFile(file)
  const bytes = readBytes(file.path)
  const done = linesDone(file, run.options.progress)
  const place = { path: file.path, size: file.size, modifiedMs: file.modifiedMs }
  let lines = 0
  // A document is one line without an end.
  const units = file.form === 'lines' ? splitLines(bytes.chunks, unitBytesMax) : wholeDocument(bytes.chunks)
  try {
    for await (const unit of units) {
      lines = unit.number
      if (done === 'all' || lines <= done) continue
      await importUnit(run, { file: file.path, line: file.form === 'lines' ? lines : undefined, entry: undefined }, unit.bytes)
      run.status.progressFile(bytes.bytesRead())
      if (file.form === 'lines') await run.mark({ ...place, linesDone: lines, complete: false })
    }
  } catch (error) {
    if (!isUnreadable(error)) throw error
    const reason = `The file cannot be read to its end: ${error.message}.`
    await refuse(run, { file: file.path, line: undefined, entry: undefined }, { reason, unreadable: '' })
  }
  await run.mark({ ...place, linesDone: lines, complete: true })
  run.status.endFile()
}
