import { createContext, Script } from 'node:vm'

/** The time that all invariants of one validation may take together. It is spent as they are evaluated, and belongs to that validation alone. */
export interface Allowance {
  steps: number
  /** When the time ends, by the process's own clock; set when it is first looked at. */
  until: number | undefined
  /** True once something was not evaluated since the time had ended. */
  isSpent: boolean
}

/** What one validation may take: ten thousand small resources in a Bundle need a part of it. */
const allowanceMs = 10_000
/** What one evaluation by HL7's engine may take. */
const engineMs = 1_000
/** The clock is looked at once in so many steps, since that costs more than a step. */
const stepsBetween = 64

/** The beginning of a validation. */
export const createAllowance = (): Allowance => ({ steps: 0, until: undefined, isSpent: false })

/** Takes a step. An error when the time has ended. */
export function takeTime(allowance: Allowance): void {
  allowance.steps += 1
  if (allowance.steps % stepsBetween === 0) timeLeft(allowance)
}

/** How many milliseconds are left. An error when there are none. */
function timeLeft(allowance: Allowance): number {
  const now = performance.now()
  allowance.until ??= now + allowanceMs
  if (now < allowance.until) return allowance.until - now
  allowance.isSpent = true
  throw new Error(`the invariants of what is validated take more than ${allowanceMs / 1_000} seconds together`)
}

const sandbox: { work?: () => unknown } = {}
createContext(sandbox)
const script = new Script('work()')

/** Runs what cannot be asked to count its steps, and ends it where it takes more than a second, or than what is left. An error then. */
export function withinTime<T>(allowance: Allowance, work: () => T): T {
  const timeout = Math.max(1, Math.floor(Math.min(engineMs, timeLeft(allowance))))
  const { work: outer } = sandbox
  sandbox.work = work
  try {
    return script.runInContext(sandbox, { timeout }) as T
  } catch (error) {
    if ((error as { code?: unknown } | undefined)?.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
    throw new Error('it takes more than a second')
  } finally {
    if (outer === undefined) delete sandbox.work
    else sandbox.work = outer
  }
}
