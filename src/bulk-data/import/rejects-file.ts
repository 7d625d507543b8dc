import { appendFile } from 'node:fs/promises'
import type { ImportRejects, Reject } from './import.js'

/**
 * Appends rejects to an NDJSON file, each a line of file, line or entry, reason and resource. The file appears with the first reject; corrected, it can
 * be imported like any other.
 */
export function createRejectsFile(path: string): ImportRejects {
  return {
    add: async (rejects) => {
      if (rejects.length > 0) await appendFile(path, rejects.map((reject) => `${rejectLine(reject)}\n`).join(''))
    },
  }
}

/** The resource stands in the line as the exact text that it had, so that no digit of it changes. */
function rejectLine({ resource, ...about }: Reject): string {
  const line = JSON.stringify(about)
  return resource === undefined ? line : `${line.slice(0, -1)},"resource":${resource}}`
}
