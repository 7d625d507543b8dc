import type { ImportCounts } from './import.js'

const none: ImportCounts = { created: 0, updated: 0, unchanged: 0, rejected: 0 }

/** Counts outcomes by resource type. */
export interface Tally {
  count(type: string | undefined, outcome: keyof ImportCounts): void
  /** Sorted by type; what has no type is `(unreadable)`. */
  types(): ReadonlyMap<string, ImportCounts>
  total(): number
}

/** Starts at nothing. */
export function createTally(): Tally {
  const counts = new Map<string, ImportCounts>()
  let total = 0
  return {
    count: (type = '(unreadable)', outcome) => {
      const before = counts.get(type) ?? none
      counts.set(type, { ...before, [outcome]: before[outcome] + 1 })
      total++
    },
    types: () => new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
    total: () => total,
  }
}
