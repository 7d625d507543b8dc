/** What lies above each concept, as places in the system's order. */
export interface Closure {
  /** Of each concept: itself and all that is above it. */
  readonly ancestors: readonly (readonly number[])[]
  readonly pairs: number
}

interface Step {
  readonly concept: number
  next: number
}

interface Order {
  /** Concepts so that what lies above one comes before it. */
  readonly downward: readonly number[]
  /** `parent child` of the edges that would close a circle. */
  readonly circular: ReadonlySet<string>
}

/**
 * Everything above each concept, from the parents of each; undefined where there would be more pairs than `pairsMax`. An edge that closes a circle counts
 * for nothing, as in memory.
 */
export function closureOf(parents: readonly (readonly number[])[], pairsMax: number): Closure | undefined {
  const { downward, circular } = orderOf(parents)
  const ancestors: (readonly number[])[] = new Array(parents.length)
  let pairs = 0
  for (const concept of downward) {
    const above = (parents[concept] ?? []).filter((parent) => !circular.has(`${parent} ${concept}`))
    const [only] = above
    const inherited = above.length === 1 && only !== undefined ? (ancestors[only] ?? []) : merged(above, ancestors)
    pairs += inherited.length + 1
    if (pairs > pairsMax) return undefined
    ancestors[concept] = [...inherited, concept]
  }
  return { ancestors, pairs }
}

const merged = (above: readonly number[], ancestors: readonly (readonly number[])[]): readonly number[] => [
  ...new Set(above.flatMap((parent) => ancestors[parent] ?? [])),
]

/** Goes through the hierarchy depth first, from the roots, without recursion: a chain of 100,000 concepts is a code system too. */
function orderOf(parents: readonly (readonly number[])[]): Order {
  const children: number[][] = parents.map(() => [])
  parents.forEach((list, concept) => {
    for (const parent of list) children[parent]?.push(concept)
  })
  const state = new Uint8Array(parents.length)
  const ended: number[] = []
  const circular = new Set<string>()
  const visit = (root: number): void => {
    if (state[root] !== 0) return
    state[root] = 1
    const stack: Step[] = [{ concept: root, next: 0 }]
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const child = children[top.concept]?.[top.next]
      top.next += 1
      if (child === undefined) {
        state[top.concept] = 2
        ended.push(top.concept)
        stack.pop()
      } else if (state[child] === 0) {
        state[child] = 1
        stack.push({ concept: child, next: 0 })
      } else if (state[child] === 1) {
        circular.add(`${top.concept} ${child}`)
      }
    }
  }
  parents.forEach((list, concept) => {
    if (list.length === 0) visit(concept)
  })
  parents.forEach((_, concept) => {
    visit(concept)
  })
  return { downward: ended.reverse(), circular }
}
