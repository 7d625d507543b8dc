/**
 * Who descends from whom in a code system, as a look-up. A spanning tree numbers the concepts so that what lies below one is an interval; a
 * concept with several parents gives its intervals to each of them (tree cover of a directed acyclic graph).
 */
export interface Hierarchy {
  /** Whether `code` is a strict descendant of `ancestor`. */
  descends(ancestor: number, code: number): boolean
}

/** Intervals in all; a system whose parents are so tangled that it needs more is walked instead, which is slower and takes no memory. */
const INTERVALS_MAX = 2_000_000

type Intervals = readonly number[]

interface Numbering {
  /** Concepts in an order in which whatever lies below a concept comes before it. */
  readonly order: readonly number[]
  readonly positions: Int32Array
  /** The lowest position in the spanning tree below each concept. */
  readonly lows: Int32Array
  readonly back: ReadonlySet<string>
}

/** Indexes parents (by the concepts' numbers). An edge that closes a circle counts for nothing. */
export function createHierarchy(parents: readonly (readonly number[])[], intervalsMax = INTERVALS_MAX): Hierarchy {
  const children = childrenOf(parents)
  const numbering = number(parents, children)
  const { positions, lows } = numbering
  const isTree = parents.every(({ length }) => length <= 1)
  if (isTree) return { descends: (ancestor, code) => ancestor !== code && inTree(ancestor, code) }
  const intervals = cover(numbering, children, intervalsMax)
  if (intervals === undefined) return { descends: (ancestor, code) => walk(parents, ancestor, code) }
  return {
    descends: (ancestor, code) =>
      ancestor !== code && (inTree(ancestor, code) || holds(intervals[ancestor] ?? [], positions[code] ?? -1)),
  }

  function inTree(ancestor: number, code: number): boolean {
    const position = positions[code] ?? -1
    return position <= (positions[ancestor] ?? -1) && position >= (lows[ancestor] ?? 0)
  }
}

function childrenOf(parents: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const children: number[][] = parents.map(() => [])
  parents.forEach((list, code) => {
    for (const parent of list) children[parent]?.push(code)
  })
  return children
}

interface Step {
  readonly code: number
  readonly low: number
  next: number
}

/** Numbers the concepts depth first, without recursion: a chain of 100,000 concepts is a code system too. */
function number(parents: readonly (readonly number[])[], children: readonly (readonly number[])[]): Numbering {
  const size = parents.length
  const positions = new Int32Array(size).fill(-1)
  const lows = new Int32Array(size)
  const entered = new Uint8Array(size)
  const order: number[] = []
  const back = new Set<string>()
  const isRoot = (code: number): boolean => (parents[code] ?? []).length === 0
  const visit = (root: number): void => {
    if (entered[root] === 1) return
    entered[root] = 1
    const stack: Step[] = [{ code: root, low: order.length, next: 0 }]
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const child = children[top.code]?.[top.next]
      top.next += 1
      if (child === undefined) {
        positions[top.code] = order.length
        lows[top.code] = top.low
        order.push(top.code)
        stack.pop()
      } else if (entered[child] === 0) {
        entered[child] = 1
        stack.push({ code: child, low: order.length, next: 0 })
      } else if (positions[child] === -1) {
        back.add(`${top.code} ${child}`)
      }
    }
  }
  for (let code = 0; code < size; code++) if (isRoot(code)) visit(code)
  for (let code = 0; code < size; code++) visit(code)
  return { order, positions, lows, back }
}

/** The intervals of positions below each concept, itself included; undefined where they would be too many. */
function cover(
  { order, positions, lows, back }: Numbering,
  children: readonly (readonly number[])[],
  intervalsMax: number,
): readonly Intervals[] | undefined {
  const intervals: Intervals[] = new Array(order.length).fill([])
  let total = 0
  for (const code of order) {
    const own: number[][] = [[lows[code] ?? 0, positions[code] ?? 0]]
    for (const child of children[code] ?? []) {
      if (back.has(`${code} ${child}`)) continue
      const below = intervals[child] ?? []
      for (let at = 0; at < below.length; at += 2) own.push([below[at] ?? 0, below[at + 1] ?? 0])
    }
    const merged = merge(own)
    total += merged.length / 2
    if (total > intervalsMax) return undefined
    intervals[code] = merged
  }
  return intervals
}

/** Sorted, and joined where they touch. */
function merge(list: readonly (readonly number[])[]): Intervals {
  const sorted = [...list].sort(([a = 0], [b = 0]) => a - b)
  const merged: number[] = []
  for (const [low = 0, high = 0] of sorted) {
    const last = merged.length - 1
    const end = merged[last]
    if (end !== undefined && low <= end + 1) merged[last] = Math.max(end, high)
    else merged.push(low, high)
  }
  return merged
}

/** Whether one of the sorted intervals holds a position. */
function holds(intervals: Intervals, position: number): boolean {
  let from = 0
  let to = intervals.length / 2
  while (from < to) {
    const middle = (from + to) >> 1
    if ((intervals[middle * 2] ?? 0) > position) to = middle
    else if ((intervals[middle * 2 + 1] ?? 0) < position) from = middle + 1
    else return true
  }
  return false
}

/** Looks upward from `code`, each concept once. */
function walk(parents: readonly (readonly number[])[], ancestor: number, code: number): boolean {
  const seen = new Set<number>([code])
  for (const at of seen) {
    for (const parent of parents[at] ?? []) {
      if (parent === ancestor) return ancestor !== code
      seen.add(parent)
    }
  }
  return false
}
