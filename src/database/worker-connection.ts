import { Worker } from 'node:worker_threads'
import type { WorkerAnswer, WorkerRequest } from './pglite-worker.js'

export interface WorkerConnection {
  /** Resolves with the rows; rejects with an Error that has the SQLSTATE as `code`. */
  send(kind: WorkerRequest['kind'], text: string, values: readonly unknown[]): Promise<unknown[]>
  /** Told after the worker was ended for a statement that took too long and started anew. */
  onRestart(listener: () => Promise<void>): void
  close(): Promise<void>
}

interface Waiting {
  readonly resolve: (rows: unknown[]) => void
  readonly reject: (error: Error) => void
  readonly timer: NodeJS.Timeout
}

const failure = (message: string, code: string | undefined): Error => Object.assign(new Error(message), { code })

/** Scripts (migrations) may take long; statements of requests may not. */
const EXECUTE_TIMEOUT_MS = 600_000

/**
 * The conversation with the thread that holds PGlite. PGlite ignores `statement_timeout`, so a statement that takes longer ends the thread; a new
 * one opens the folder again, which recovers as PostgreSQL does after a crash.
 */
export function startWorker(options: { folder: string | undefined; timeoutMs: number }): WorkerConnection {
  const waiting = new Map<number, Waiting>()
  let number = 0
  let restarted: (() => Promise<void>) | undefined

  const failAll = (error: Error): void => {
    for (const { reject, timer } of waiting.values()) {
      clearTimeout(timer)
      reject(error)
    }
    waiting.clear()
  }

  const start = (): Worker => {
    const worker = new Worker(new URL('./pglite-worker.js', import.meta.url), {
      workerData: { folder: options.folder },
    })
    worker.on('message', (answer: WorkerAnswer) => {
      const entry = waiting.get(answer.number)
      if (entry === undefined) return
      waiting.delete(answer.number)
      clearTimeout(entry.timer)
      if (answer.error === undefined) entry.resolve(answer.rows ?? [])
      else entry.reject(failure(answer.error.message, answer.error.code))
    })
    worker.on('error', (error: Error) => failAll(failure(`The embedded database failed: ${error.message}`, '57P01')))
    return worker
  }
  let worker = start()

  const restart = async (): Promise<void> => {
    const ended = worker
    failAll(failure('The statement took too long.', '57014'))
    await ended.terminate()
    worker = start()
    await restarted?.()
  }

  const send: WorkerConnection['send'] = (kind, text, values) =>
    new Promise((resolve, reject) => {
      const request: WorkerRequest = { number: number++, kind, text, values }
      const limit = kind === 'query' ? options.timeoutMs : EXECUTE_TIMEOUT_MS
      const timer = setTimeout(() => void restart(), limit)
      waiting.set(request.number, { resolve, reject, timer })
      worker.postMessage(request)
    })

  return {
    send,
    onRestart: (listener) => {
      restarted = listener
    },
    close: async () => {
      await send('close', '', [])
      await worker.terminate()
    },
  }
}
