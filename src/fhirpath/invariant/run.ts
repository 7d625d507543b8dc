import type { InvariantEnvironment } from '../invariant.js'
import { type Allowance, createAllowance, takeTime } from './allowance.js'
import type { Item } from './item.js'

/** One evaluation of an invariant. */
export interface Run {
  readonly environment: InvariantEnvironment
  readonly focus: Item
  /** What was found by parts that give the same wherever they stand in the expression. */
  readonly known: Map<object, Known>
  /** How many more steps it may take. */
  readonly budget: { left: number }
  /** The time of the validation that it is a part of. */
  readonly allowance: Allowance
}

/** What a part found, and the texts among it once they were asked for. */
export interface Known {
  readonly items: readonly Item[]
  texts?: ReadonlySet<string>
}

/** Where a part is evaluated: `$this` and `$index`. */
export interface Scope {
  readonly run: Run
  readonly self: readonly Item[]
  readonly index: number | undefined
}

/** Takes an item; true ends the walk. */
export type Visit = (item: Item) => boolean

/**
 * A compiled part of an expression. `each` hands its items to the visitor until that says stop, and says whether it did: so nothing builds a list
 * where the first item decides. Parts that answer a boolean have `test`, three-valued: undefined is the empty collection.
 */
export interface Part {
  readonly each: (scope: Scope, visit: Visit) => boolean
  readonly test?: (scope: Scope) => boolean | undefined
  /** Whether a plain text is among the items: for parts that know it better than by looking through them. */
  readonly hasText?: (scope: Scope, text: string) => boolean
}

/** The most steps that one evaluation takes: about two seconds. */
const stepsMax = 5_000_000

/** The beginning of an evaluation. */
export function startRun(focus: Item, environment: InvariantEnvironment): Scope {
  const allowance = environment.allowance ?? createAllowance()
  const run: Run = { environment, focus, known: new Map(), budget: { left: stepsMax }, allowance }
  return { run, self: focus.value === undefined && focus.sibling === undefined ? [] : [focus], index: undefined }
}

/** Takes a step off the budget, or many for what costs as much. An error when there is none left, or no time. */
export function step({ budget, allowance }: Run, count = 1): void {
  takeTime(allowance)
  budget.left -= count
  if (budget.left < 0) throw new Error(`it takes more than ${stepsMax} steps`)
}

/** Thrown where the values at hand are of a kind that only HL7's engine compares or computes; the whole invariant is then its own. */
export const beyond = new Error('only the engine evaluates this')

/** All items of a part. */
export function collect(part: Part, scope: Scope): readonly Item[] {
  const items: Item[] = []
  part.each(scope, (item) => {
    takeTime(scope.run.allowance)
    items.push(item)
    return false
  })
  return items
}

/** The part that hands out what a function finds. */
export const listPart = (find: (scope: Scope) => readonly Item[]): Part => ({
  each: (scope, visit) => find(scope).some(visit),
})

/** The part that finds one item at most. */
export const onePart = (find: (scope: Scope) => Item | undefined): Part => ({
  each: (scope, visit) => {
    const item = find(scope)
    return item !== undefined && visit(item)
  },
})
