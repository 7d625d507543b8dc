import { appendFile, readFile } from 'node:fs/promises'
import type { FileProgress, ImportProgress } from './import.js'

/**
 * Keeps progress in a file: one JSON record a line, the newest of a path counts. A line that was cut off when the import was killed is passed over,
 * so that at most the work since the record before is repeated. `database` names where the resources went: what was done for another one is still to do here.
 */
export async function openProgressFile(path: string, database: string): Promise<ImportProgress> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const records = new Map(text.split('\n').flatMap((line) => parseRecord(line, database)))
  // What comes next must not run into a line that was cut off.
  let separator = text === '' || text.endsWith('\n') ? '' : '\n'
  return {
    find: (file) => records.get(file),
    save: async (progress) => {
      await appendFile(path, `${separator}${JSON.stringify({ database, ...progress })}\n`)
      separator = ''
      records.set(progress.path, progress)
    },
  }
}

function parseRecord(line: string, database: string): readonly (readonly [string, FileProgress])[] {
  try {
    const { database: of, ...record }: FileProgress & { readonly database: string } = JSON.parse(line)
    return of === database && typeof record.path === 'string' ? [[record.path, record]] : []
  } catch {
    return []
  }
}
