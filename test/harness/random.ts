import type { Test } from 'tap'

/** Chance that can be repeated: the same seed draws the same. */
export interface Random {
  /** A number in [0, 1). */
  next(): number
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number
  pick<T>(items: readonly T[]): T
  /** Chance of its own for one of many that run at the same time, so that their order doesn't matter. */
  fork(): Random
}

/** Mulberry32: small, and good enough to choose what a test does. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    whole,
    pick: (items) => items[whole(0, items.length - 1)] as (typeof items)[number],
    fork: () => createRandom(whole(0, 0xffffffff)),
  }
}

/** Chance for a test. The seed is printed; `TEST_SEED` repeats a run. */
export function seededRandom(t: Pick<Test, 'comment'>): Random {
  const seed = Number(process.env.TEST_SEED ?? Math.floor(Math.random() * 0xffffffff))
  t.comment(`TEST_SEED=${seed}`)
  return createRandom(seed)
}

/** Whether the long form of tests was asked for. */
export const isLong = process.env.TEST_LONG === '1'

/** How long a file of tests may take. */
export const timeoutMs = isLong ? 3_600_000 : 300_000
