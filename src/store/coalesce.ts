/** How questions that arrive together are asked together. */
export interface Coalescing {
  /** Questions in one batch at the most. */
  readonly batchMax: number
  /** Batches under way at the same time at the most. */
  readonly concurrency: number
}

interface Waiting<Q, A> {
  readonly question: Q
  readonly resolve: (answer: A) => void
  readonly reject: (error: unknown) => void
}

/**
 * Makes many askers share batches: a question goes out at once while a batch is free, else with those that gathered meanwhile. `ask` answers in the
 * order of the questions. A failing batch fails its askers alike.
 */
export function coalesce<Q, A>(
  options: Coalescing,
  ask: (questions: readonly Q[]) => Promise<readonly A[]>,
): (question: Q) => Promise<A> {
  let queue: Waiting<Q, A>[] = []
  let underWay = 0
  let scheduled = false

  const run = async (batch: readonly Waiting<Q, A>[]): Promise<void> => {
    try {
      const answers = await ask(batch.map(({ question }) => question))
      for (const [index, { resolve }] of batch.entries()) resolve(answers[index] as A)
    } catch (error) {
      for (const { reject } of batch) reject(error)
    } finally {
      underWay--
      flush()
    }
  }

  const flush = (): void => {
    scheduled = false
    while (queue.length > 0 && underWay < options.concurrency) {
      const batch = queue.slice(0, options.batchMax)
      queue = queue.slice(options.batchMax)
      underWay++
      void run(batch)
    }
  }

  return (question) =>
    new Promise((resolve, reject) => {
      queue.push({ question, resolve, reject })
      if (scheduled || underWay >= options.concurrency) return
      scheduled = true
      // Requests that arrived in the same turn of the event loop share the batch.
      setImmediate(flush)
    })
}
