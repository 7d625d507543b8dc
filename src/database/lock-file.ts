import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

export interface LockFile {
  release(): void
}

function isAlive(processId: number): boolean {
  if (processId === process.pid) return false
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function create(path: string): boolean {
  try {
    const file = openSync(path, 'wx')
    writeSync(file, String(process.pid))
    closeSync(file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/**
 * Takes the folder for this process: PGlite lets a second process open the same folder without complaint, and both would ruin it. A lock whose
 * process is gone (killed) is taken over. Throws an Error that says who has the folder and what to do.
 */
export function takeLockFile(folder: string): LockFile {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'anteroom.lock')
  while (!create(path)) {
    const owner = Number(readFileSync(path, 'utf8'))
    if (Number.isInteger(owner) && owner > 0 && isAlive(owner)) {
      throw new Error(
        `The folder ${folder} is open in another process (${owner}). Stop that server first, or send what you want to write to it over FHIR ` +
          '(a batch or transaction Bundle): only commands of a server on PostgreSQL may run beside it.',
      )
    }
    rmSync(path, { force: true })
  }
  return { release: () => rmSync(path, { force: true }) }
}
