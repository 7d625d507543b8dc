import { randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface LockFile {
  /** Removes the lock, unless it is no longer ours. */
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

/** Answers undefined where `act` fails with this code of the file system. */
function unless<T>(code: string, act: () => T): T | undefined {
  try {
    return act()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === code) return undefined
    throw error
  }
}

const read = (path: string): string | undefined => unless('ENOENT', () => readFileSync(path, 'utf8'))
const link = (from: string, to: string): boolean =>
  unless('EEXIST', () => {
    linkSync(from, to)
    return true
  }) ?? false

/** A name beside the lock that nobody else has. */
const aside = (path: string): string => `${path}.${randomUUID()}`

/** Puts a lock that is complete into place at once, so that nobody ever reads one that is half written. */
function create(path: string): boolean {
  const written = aside(path)
  writeFileSync(written, String(process.pid), { flag: 'wx' })
  try {
    return link(written, path)
  } finally {
    rmSync(written)
  }
}

/** Takes away a lock that its owner left. Only one of several starters can move it; who moved the lock of a quicker one puts it back. */
function removeStale(path: string, stale: string): void {
  const moved = aside(path)
  const isMoved = unless('ENOENT', () => {
    renameSync(path, moved)
    return true
  })
  if (isMoved === undefined) return
  if (read(moved) !== stale) link(moved, path)
  rmSync(moved)
}

/**
 * Takes the folder for this process: PGlite lets a second process open the same folder without complaint, and both would ruin it. A lock whose
 * process is gone (killed) is taken over. Throws an Error that says who has the folder and what to do.
 */
export function takeLockFile(folder: string): LockFile {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'anteroom.lock')
  while (!create(path)) {
    const text = read(path)
    if (text === undefined) continue
    const owner = Number(text)
    if (Number.isInteger(owner) && owner > 0 && isAlive(owner)) {
      throw new Error(
        `The folder ${folder} is open in another process (${owner}). Stop that server first, or send what you want to write to it over FHIR ` +
          '(a batch or transaction Bundle): only commands of a server on PostgreSQL may run beside it. If that process is another program, which ' +
          `was given the number of a server that was killed, remove ${path}.`,
      )
    }
    removeStale(path, text)
  }
  return {
    release: () => {
      if (read(path) === String(process.pid)) rmSync(path, { force: true })
    },
  }
}
