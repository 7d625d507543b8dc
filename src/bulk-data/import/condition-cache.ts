import { LRUCache } from 'lru-cache'
import type { ResolveConditions } from './import.js'

/** How many conditions go to the database at once. */
const batchSize = 500

/** Looks conditions up through a cache, so that a practitioner named by a hundred encounters is searched once. */
export interface ConditionCache {
  /** True where every one of them is answered from memory. */
  hasAll(conditions: Iterable<string>): boolean
  /** The ids that match each condition, at most two. */
  find(conditions: Iterable<string>): Promise<ReadonlyMap<string, readonly string[]>>
}

/** Remembers up to `size` conditions that matched exactly one resource; what matched none may match the next time. */
export function createConditionCache(resolve: ResolveConditions, size: number): ConditionCache {
  const known = new LRUCache<string, string>({ max: size })
  return {
    hasAll: (conditions) => [...conditions].every((condition) => known.has(condition)),
    find: async (conditions) => {
      const found = new Map<string, readonly string[]>()
      const open: string[] = []
      for (const condition of new Set(conditions)) {
        const id = known.get(condition)
        if (id === undefined) open.push(condition)
        else found.set(condition, [id])
      }
      for (let start = 0; start < open.length; start += batchSize) {
        const batch = open.slice(start, start + batchSize)
        const answers = await resolve(batch)
        batch.forEach((condition, index) => {
          const ids = answers[index] ?? []
          found.set(condition, ids)
          const [id] = ids
          if (id !== undefined && ids.length === 1) known.set(condition, id)
        })
      }
      return found
    },
  }
}
