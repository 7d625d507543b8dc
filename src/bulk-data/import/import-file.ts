import { FhirError } from '../../fhir/outcome.js'
import type { Checkpoints } from './checkpoints.js'
import type { ImportFile } from './find-files.js'
import type { ImportProgress, ImportRejects, Reject } from './import.js'
import { readBytes } from './read-bytes.js'
import type { Settled } from './settle-unit.js'
import { type Line, splitLines, wholeText } from './split-lines.js'
import type { StatusReporter } from './status.js'
import type { Tally } from './tally.js'
import type { ChunkWriter } from './write-chunks.js'

/** A Bundle is read whole, and so is a line: this is the most that either may have, unpacked. */
const unitBytesMax = 100 * 1024 * 1024

/** Where a resource came from. */
export type Origin = Pick<Reject, 'file' | 'line' | 'entry'>

/** The parts of one import. */
export interface ImportRun {
  readonly tally: Tally
  readonly status: StatusReporter
  readonly writer: ChunkWriter<Origin>
  readonly progress: ImportProgress
  readonly rejects: ImportRejects
  readonly checkpoints: Checkpoints
  /** Reads a line or document, and settles ids and links. Throws a `FhirError` where it is not a resource. */
  readonly settle: (bytes: Buffer) => Promise<readonly Settled[]>
}

/** How many lines of a file are done; 0 where the file is another one than before. */
export function linesDone(file: ImportFile, progress: ImportProgress): number | 'all' {
  const record = progress.find(file.path)
  if (record === undefined || record.size !== file.size || record.modifiedMs !== file.modifiedMs) return 0
  return record.complete ? 'all' : record.linesDone
}

/** Imports what is left of one file. A file that breaks off (bad gzip) is a reject after what could be read of it. */
export async function importFile(run: ImportRun, file: ImportFile): Promise<void> {
  run.status.startFile(file)
  const done = linesDone(file, run.progress)
  const place = { path: file.path, size: file.size, modifiedMs: file.modifiedMs }
  const bytes = readBytes(file.path)
  const units = file.form === 'lines' ? splitLines(bytes.chunks, unitBytesMax) : wholeText(bytes.chunks, unitBytesMax)
  let lines = 0
  try {
    for await (const unit of units) {
      lines = unit.number
      if (done === 'all' || lines <= done) continue
      run.status.advance(bytes.bytesRead())
      await importUnit(run, unit, file.form === 'lines' ? { file: file.path, line: lines } : { file: file.path })
      if (file.form === 'lines') await run.checkpoints.mark({ ...place, linesDone: lines, complete: false })
    }
  } catch (error) {
    const broken = brokenPacking(error)
    if (broken === undefined) throw error
    await refuse(run, { file: file.path, reason: `The file cannot be unpacked to its end (${broken}).` })
  }
  run.status.endFile()
  await run.checkpoints.mark({ ...place, linesDone: lines, complete: true })
}

async function importUnit(run: ImportRun, { bytes }: Line, origin: Origin): Promise<void> {
  if (bytes === undefined) {
    const reason = `It is longer than ${unitBytesMax} bytes; cut the Bundle into smaller ones, or write NDJSON.`
    await refuse(run, { ...origin, reason })
    return
  }
  for (const settled of await settleOrRefuse(run, bytes, origin)) {
    const place = settled.entry === undefined ? origin : { ...origin, entry: settled.entry }
    if (settled.kind === 'write') await run.writer.add({ content: settled.content, origin: place })
    else if (settled.kind === 'unchanged') run.tally.count(settled.type, 'unchanged')
    else await refuse(run, { ...place, ...rejected(settled) }, settled.type)
  }
}

async function settleOrRefuse(run: ImportRun, bytes: Buffer, origin: Origin): ReturnType<ImportRun['settle']> {
  try {
    return await run.settle(bytes)
  } catch (error) {
    if (!(error instanceof FhirError)) throw error
    await refuse(run, { ...origin, reason: error.message, unreadable: bytes.toString('utf8', 0, 10_000) })
    return []
  }
}

function rejected({ reason, resource }: { readonly reason: string; readonly resource: string | undefined }) {
  return resource === undefined ? { reason } : { reason, resource }
}

async function refuse(run: ImportRun, reject: Reject, type?: string): Promise<void> {
  run.tally.count(type, 'rejected')
  await run.rejects.add([reject])
}

/** zlib's code of an error that lies in the file's bytes; undefined for every other error. */
function brokenPacking(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
  return code?.startsWith('Z_') === true ? code : undefined
}
