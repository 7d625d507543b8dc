import { isRetryable } from './sqlstate.js'

/** How often a transaction is tried, and how it waits between tries. */
export interface RetryPolicy {
  readonly tries: number
  /** The longest wait before the second try, in milliseconds; it doubles with each further one. */
  readonly waitMs: number
  /** A number in [0, 1): the jitter. */
  readonly random: () => number
}

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })

/** Runs `attempt` again after serialization failures and deadlocks, with growing jitter so that two losers don't meet again. */
export async function retrying<T>(policy: RetryPolicy, attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (tries >= policy.tries || !isRetryable(error)) throw error
      await wait(policy.random() * policy.waitMs * 2 ** (tries - 1))
    }
  }
}
