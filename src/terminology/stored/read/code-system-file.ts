import type { IncomingConcept, SystemHead } from '../load.js'

/** A published file, opened: what it says of the system, and its concepts one by one. */
export interface CodeSystemFile {
  readonly head: SystemHead
  /** To be gone through once. Throws an Error that names the file and the line for what is not as it should be. */
  readonly concepts: AsyncIterable<IncomingConcept>
  /** What the user should know, in whole sentences. */
  readonly notes: readonly string[]
  /** Bytes of the files, and how many of them were read: for a bar. */
  readonly bytesTotal: number
  readonly bytesRead: () => number
}

/** A reader is given a path and perhaps the version that the user says. */
export interface Opening {
  readonly path: string
  readonly version: string | undefined
}

/** An error of a file, with the line that is wrong. */
export const fileError = (path: string, line: number | undefined, sentence: string): Error =>
  new Error(line === undefined ? `${path}: ${sentence}` : `${path}, line ${line}: ${sentence}`)

/** A version that the user says, or that a name tells. Throws an Error that asks for it. */
export function versionOf({ path, version }: Opening, found: string | undefined): string {
  const known = version ?? found
  if (known === undefined) {
    throw fileError(path, undefined, 'the name doesn’t tell which version this is; say it with `--version`.')
  }
  return known
}
