import type { ImportFile } from './find-files.js'
import type { ImportStatus } from './import.js'
import type { Tally } from './tally.js'

/** Tells how far an import is: by bytes of files, since the number of resources isn't known before. */
export interface StatusReporter {
  startFile(file: ImportFile): void
  /** How many bytes of the current file were read. */
  advance(bytes: number): void
  endFile(): void
  report(): void
}

/** Measures against the sizes of the files that are still to be read. */
export function createStatus(
  files: readonly ImportFile[],
  tally: Tally,
  { now, onStatus }: { readonly now: () => number; readonly onStatus: (status: ImportStatus) => void },
): StatusReporter {
  const started = now()
  const bytesTotal = files.reduce((sum, { size }) => sum + size, 0)
  let current: ImportFile | undefined
  let bytesBefore = 0
  let bytesInFile = 0
  return {
    startFile: (file) => {
      current = file
      bytesInFile = 0
    },
    advance: (bytes) => {
      bytesInFile = bytes
    },
    endFile: () => {
      bytesBefore += current?.size ?? 0
      bytesInFile = 0
    },
    report: () => {
      const seconds = (now() - started) / 1000
      const bytesDone = Math.min(bytesBefore + bytesInFile, bytesTotal)
      const resources = tally.total()
      onStatus({
        file: current?.path ?? '',
        bytesDone,
        bytesTotal,
        resources,
        resourcesPerSecond: seconds > 0 ? resources / seconds : 0,
        secondsLeft: bytesDone > 0 && seconds > 0 ? (seconds * (bytesTotal - bytesDone)) / bytesDone : undefined,
      })
    },
  }
}
