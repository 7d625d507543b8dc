import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { Parser, type ReadEntry } from 'tar'
import { isPackageFile, pathProblem } from './member-path.js'
import type { PackageFile, PackageLimits } from './package.js'

const plainTypes = new Set(['File', 'OldFile', 'ContiguousFile'])

/** Why an entry makes the whole archive unfit; undefined where it doesn't. */
function problemOf({ path, type, size = 0 }: ReadEntry, { fileBytes }: PackageLimits): string | undefined {
  const problem = pathProblem(path)
  if (problem !== undefined) return problem
  if (type === 'SymbolicLink' || type === 'Link') return `\`${path}\` is a link`
  if (!plainTypes.has(type) && type !== 'Directory') return `\`${path}\` is no plain file (${type})`
  if (size > fileBytes) return `\`${path}\` has ${size} bytes, more than ${fileBytes}`
  return undefined
}

/**
 * Reads the files of `package/` itself out of a `.tgz`, as a stream: what lies elsewhere is passed over. Throws an Error that says what is wrong for
 * links, absolute paths, paths that lead out, archives beyond the limits, and files that are no archive. `isEnough` ends the reading early.
 */
export async function readArchive(
  path: string,
  limits: PackageLimits,
  isEnough: (file: PackageFile) => boolean = () => false,
): Promise<readonly PackageFile[]> {
  const files: PackageFile[] = []
  const stop = new AbortController()
  let problem: string | undefined
  let entries = 0
  let total = 0
  const refuse = (text: string): void => {
    problem ??= text
    stop.abort()
  }
  const parser = new Parser({
    strict: true,
    onReadEntry: (entry) => {
      entries++
      total += entry.size
      const wrong = problemOf(entry, limits)
      if (wrong !== undefined) refuse(wrong)
      else if (entries > limits.entries) refuse(`it has more than ${limits.entries} entries`)
      else if (total > limits.totalBytes) refuse(`it unpacks to more than ${limits.totalBytes} bytes`)
      if (problem !== undefined || !isPackageFile(entry.path)) {
        entry.resume()
        return
      }
      const chunks: Buffer[] = []
      entry.on('data', (chunk) => chunks.push(chunk))
      entry.on('end', () => {
        const file = { path: entry.path, bytes: Buffer.concat(chunks) }
        files.push(file)
        if (isEnough(file)) stop.abort()
      })
    },
  })
  try {
    await pipeline(createReadStream(path), parser, { signal: stop.signal })
  } catch (error) {
    if (!stop.signal.aborted)
      throw new Error(`\`${path}\` is no archive of a FHIR package: ${(error as Error).message}`)
  }
  if (problem !== undefined) throw new Error(`\`${path}\` was not read: ${problem}.`)
  return files
}
