import { AsyncLocalStorage } from 'node:async_hooks'
import { type Sql, statement } from '../sql/sql.js'
import type { Database, Queryable } from './database.js'
import { type LockFile, takeLockFile } from './lock-file.js'
import { type RetryPolicy, retrying } from './retry.js'
import { toFhirError } from './sqlstate.js'
import { startWorker, type WorkerConnection } from './worker-connection.js'

export interface PgliteOptions {
  /** The folder of the embedded database; undefined keeps it in memory. */
  readonly folder: string | undefined
  readonly statementTimeoutMs: number
  readonly retry: RetryPolicy
}

/** Turns are taken one after the other: PGlite has one connection. */
function createTurns(): <T>(turn: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (turn) => {
    const next = last.then(turn, turn)
    last = next.catch(() => undefined)
    return next
  }
}

const begin = 'begin isolation level read committed'

/**
 * Opens the embedded PostgreSQL in a worker thread, under a lock file of ours. Statements and whole transactions take turns. Throws an
 * Error where another process has the folder open.
 */
export async function openPglite(options: PgliteOptions): Promise<Database> {
  const lock: LockFile | undefined = options.folder === undefined ? undefined : takeLockFile(options.folder)
  const folder = options.folder === undefined ? undefined : `${options.folder}/pglite`
  const connection: WorkerConnection = startWorker({ folder, timeoutMs: options.statementTimeoutMs })
  const takeTurn = createTurns()
  const inside = new AsyncLocalStorage<true>()

  const open: Queryable = {
    query: async <R>(fragment: Sql): Promise<R[]> => {
      const { text, values } = statement(fragment)
      return (await connection.send('query', text, values)) as R[]
    },
    execute: async (script) => {
      await connection.send('execute', script, [])
    },
  }

  const attempt = async <T>(work: (transaction: Queryable) => Promise<T>, first?: () => string): Promise<T> => {
    await open.execute(first === undefined ? begin : `${begin}; ${first()}`)
    try {
      const result = await inside.run(true, () => work(open))
      await open.execute('commit')
      return result
    } catch (error) {
      await open.execute('rollback').catch(() => undefined)
      throw error
    }
  }

  const translated = async <T>(run: () => Promise<T>): Promise<T> => {
    if (inside.getStore() === true) throw new Error('Inside a transaction only its own handle may be used.')
    try {
      return await run()
    } catch (error) {
      throw toFhirError(error) ?? error
    }
  }

  try {
    await open.execute('select 1')
  } catch (error) {
    lock?.release()
    throw error
  }
  return {
    engine: 'pglite',
    concurrency: 1,
    query: (fragment) => translated(() => takeTurn(() => open.query(fragment))),
    execute: (script) => translated(() => takeTurn(() => open.execute(script))),
    transaction: (work, first) => translated(() => retrying(options.retry, () => takeTurn(() => attempt(work, first)))),
    close: async () => {
      await takeTurn(() => connection.close())
      lock?.release()
    },
  }
}
