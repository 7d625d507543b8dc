import { AsyncLocalStorage } from 'node:async_hooks'
import { type Sql, statement } from '../sql/sql.js'
import type { Database, Queryable } from './database.js'
import { type LockFile, takeLockFile } from './lock-file.js'
import { type RetryPolicy, retrying } from './retry.js'
import { toFhirError } from './sqlstate.js'
import { runWork, type Work } from './transaction-work.js'
import { startWorker, type WorkerThread } from './worker-connection.js'

export interface PgliteOptions {
  /** The folder of the embedded database; undefined keeps it in memory. */
  readonly folder: string | undefined
  readonly statementTimeoutMs: number
  /** How long a transaction may wait for its next statement. */
  readonly idleTransactionMs: number
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

const createQueryable = (threadOf: () => Promise<WorkerThread>): Queryable => ({
  query: async <R>(fragment: Sql): Promise<R[]> => {
    const { text, values } = statement(fragment)
    return (await (await threadOf()).send('query', text, values)) as R[]
  },
  execute: async (script) => {
    await (await threadOf()).send('execute', script, [])
  },
})

/**
 * Opens the embedded PostgreSQL in a worker thread, under a lock file of ours. Statements and whole transactions take turns. Throws an
 * Error where another process has the folder open.
 */
export async function openPglite(options: PgliteOptions): Promise<Database> {
  const lock: LockFile | undefined = options.folder === undefined ? undefined : takeLockFile(options.folder)
  const folder = options.folder === undefined ? undefined : `${options.folder}/pglite`
  const connection = startWorker({ folder, timeoutMs: options.statementTimeoutMs })
  const takeTurn = createTurns()
  const inside = new AsyncLocalStorage<true>()
  const open = createQueryable(connection.thread)

  /** Every statement goes to the thread that began: after its end another one knows nothing of the transaction. */
  const attempt = async <T>(work: Work<T>, first?: () => string): Promise<T> => {
    const thread = await connection.thread()
    const begun = createQueryable(async () => thread)
    try {
      await begun.execute(first === undefined ? begin : `${begin}; ${first()}`)
      const result = await runWork(
        begun,
        (transaction) => inside.run(true, () => work(transaction)),
        options.idleTransactionMs,
      )
      await begun.execute('commit')
      return result
    } catch (error) {
      await begun.execute('rollback').catch(() => undefined)
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
    await connection.thread()
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
