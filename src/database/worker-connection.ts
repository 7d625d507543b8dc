import { Worker } from 'node:worker_threads'
import type { WorkerAnswer, WorkerRequest } from './pglite-worker.js'

export interface WorkerConnection {
  /** Resolves with the rows; rejects with an Error that has the SQLSTATE as `code`. */
  send(kind: WorkerRequest['kind'], text: string, values: readonly unknown[]): Promise<unknown[]>
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

/** Statements that wait for their answer, each with the timer of its limit. */
function createWaiting() {
  const waiting = new Map<number, Waiting>()
  return {
    add: (number: number, entry: Waiting): void => {
      waiting.set(number, entry)
    },
    settle: ({ number, rows, error }: WorkerAnswer): void => {
      const entry = waiting.get(number)
      if (entry === undefined) return
      waiting.delete(number)
      clearTimeout(entry.timer)
      if (error === undefined) entry.resolve(rows ?? [])
      else entry.reject(failure(error.message, error.code))
    },
    failAll: (error: Error): void => {
      for (const { reject, timer } of waiting.values()) {
        clearTimeout(timer)
        reject(error)
      }
      waiting.clear()
    },
  }
}

/**
 * The conversation with the thread that holds PGlite. PGlite ignores `statement_timeout`, so a statement that takes longer ends the thread; a new
 * one opens the folder again, which recovers as PostgreSQL does after a crash.
 */
export function startWorker(options: { folder: string | undefined; timeoutMs: number }): WorkerConnection {
  const waiting = createWaiting()
  let number = 0
  /** Undefined after a thread was ended: the next statement starts another one. */
  let worker: Worker | undefined
  let ended: Promise<unknown> = Promise.resolve()

  const end = (gone: Worker, error: Error): void => {
    if (worker !== gone) return
    worker = undefined
    ended = gone.terminate()
    waiting.failAll(error)
  }

  const start = (): Worker => {
    const started = new Worker(new URL('./pglite-worker.js', import.meta.url), {
      workerData: { folder: options.folder },
      // Flags of the process, such as loaders, are not for the database's thread.
      execArgv: [],
    })
    started.on('message', waiting.settle)
    started.on('error', (error: Error) =>
      end(started, failure(`The embedded database failed: ${error.message}`, '57P01')),
    )
    started.on('exit', () => end(started, failure('The embedded database ended.', '57P01')))
    return started
  }

  const send: WorkerConnection['send'] = async (kind, text, values) => {
    // Two threads may never have the folder open at the same time.
    await ended
    worker ??= start()
    const asked = worker
    return new Promise((resolve, reject) => {
      const request: WorkerRequest = { number: number++, kind, text, values }
      const limit = kind === 'query' ? options.timeoutMs : EXECUTE_TIMEOUT_MS
      const timer = setTimeout(() => end(asked, failure('The statement took too long.', '57014')), limit)
      waiting.add(request.number, { resolve, reject, timer })
      asked.postMessage(request)
    })
  }

  return {
    send,
    close: async () => {
      await ended
      const closed = worker
      if (closed === undefined) return
      await send('close', '', [])
      worker = undefined
      await closed.terminate()
    },
  }
}
