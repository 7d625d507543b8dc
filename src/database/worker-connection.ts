import { Worker } from 'node:worker_threads'
import type { WorkerAnswer, WorkerRequest } from './pglite-worker.js'

/** One run of the thread that holds PGlite. */
export interface WorkerThread {
  /** Resolves with the rows; rejects with an Error that has the SQLSTATE as `code`, which is 57P01 once this thread has ended. */
  send(kind: WorkerRequest['kind'], text: string, values: readonly unknown[]): Promise<unknown[]>
}

export interface WorkerConnection {
  /** The thread that runs now, or a new one. A transaction keeps the one that it began on. */
  thread(): Promise<WorkerThread>
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

const lost = (why = 'its thread is gone'): Error => failure(`The embedded database ended: ${why}.`, '57P01')

function spawn(folder: string | undefined): Worker {
  return new Worker(new URL('./pglite-worker.js', import.meta.url), {
    workerData: { folder },
    // Flags of the process, such as loaders, are not for the database's thread.
    execArgv: [],
  })
}

/**
 * The conversation with the thread that holds PGlite. PGlite ignores `statement_timeout`, so a statement that takes longer ends the thread; a new
 * one opens the folder again, which recovers as PostgreSQL does after a crash.
 */
export function startWorker(options: { folder: string | undefined; timeoutMs: number }): WorkerConnection {
  const waiting = createWaiting()
  let number = 0
  let worker: Worker | undefined
  let ended: Promise<unknown> = Promise.resolve()
  let closed = false

  const end = (gone: Worker, error: Error): void => {
    if (worker !== gone) return
    worker = undefined
    ended = gone.terminate()
    waiting.failAll(error)
  }

  const start = (): Worker => {
    const started = spawn(options.folder)
    started.on('message', waiting.settle)
    started.on('error', (error: Error) => end(started, lost(error.message)))
    started.on('exit', () => end(started, lost()))
    return started
  }

  const createThread = (asked: Worker): WorkerThread => ({
    send: (kind, text, values) =>
      new Promise((resolve, reject) => {
        if (worker !== asked) {
          reject(lost())
          return
        }
        const request: WorkerRequest = { number: number++, kind, text, values }
        const limit = kind === 'query' ? options.timeoutMs : EXECUTE_TIMEOUT_MS
        const timer = setTimeout(() => end(asked, failure('The statement took too long.', '57014')), limit)
        waiting.add(request.number, { resolve, reject, timer })
        asked.postMessage(request)
      }),
  })

  return {
    thread: async () => {
      // Two threads may never have the folder open at the same time.
      await ended
      if (closed) throw lost()
      if (worker !== undefined) return createThread(worker)
      worker = start()
      const thread = createThread(worker)
      // Opening may take longer than a statement of a request may.
      await thread.send('execute', 'select 1', [])
      return thread
    },
    close: async () => {
      await ended
      closed = true
      const last = worker
      if (last === undefined) return
      await createThread(last).send('close', '', [])
      worker = undefined
      await last.terminate()
    },
  }
}
