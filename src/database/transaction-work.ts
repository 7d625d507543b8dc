import { unavailable } from '../fhir/outcome.js'
import type { Queryable } from './database.js'

/** What a transaction does between `begin` and `commit`. */
export type Work<T> = (transaction: Queryable) => Promise<T>

/**
 * Runs the work of an open transaction, and resolves only where it may be committed. A statement that failed fails the work, even where the work
 * swallowed its error: the database would answer `commit` with a silent rollback. Work that leaves the transaction idle for longer than the limit
 * is given up with a 503, so that it cannot keep the connection for ever. Afterwards the work's handle refuses every statement.
 */
export function runWork<T>(transaction: Queryable, work: Work<T>, idleLimitMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    let running = 0
    let idle: NodeJS.Timeout | undefined
    let over: Error | undefined
    let failed: { readonly error: unknown } | undefined

    const end = (reason: Error): void => {
      clearTimeout(idle)
      over = reason
    }
    const giveUp = (): void => {
      const error = unavailable(
        `A transaction was idle for more than ${idleLimitMs} milliseconds and was rolled back. Try again shortly.`,
        5,
      )
      end(error)
      reject(error)
    }
    const watch = (): void => {
      if (over === undefined && running === 0) idle = setTimeout(giveUp, idleLimitMs)
    }
    const perform = async <R>(statement: () => Promise<R>): Promise<R> => {
      if (over !== undefined) throw over
      clearTimeout(idle)
      running++
      try {
        return await statement()
      } catch (error) {
        failed ??= { error }
        throw error
      } finally {
        running--
        watch()
      }
    }

    const handle: Queryable = {
      query: (fragment) => perform(() => transaction.query(fragment)),
      execute: (script) => perform(() => transaction.execute(script)),
    }

    watch()
    Promise.resolve(handle)
      .then(work)
      .finally(() => end(over ?? new Error('The transaction is over; its handle may not be used any longer.')))
      .then((result) => {
        if (failed === undefined) resolve(result)
        else reject(failed.error)
      }, reject)
  })
}
