import type { PutWrite, Written } from '../store.js'
import { keyOf } from './statements.js'

/** A write that waits for its group. */
export interface Member {
  readonly write: PutWrite
  readonly resolve: (written: Written) => void
  readonly reject: (error: unknown) => void
}

/** Writes that wait, and the keys of those that are under way. */
export interface GroupQueue {
  add(member: Member): void
  /** The next group; empty where nothing can go. A resource is in one group at a time: its next write waits for the one under way. */
  take(): readonly Member[]
  /** Frees the keys of a group. */
  release(group: readonly Member[]): void
  isEmpty(): boolean
}

/** Members of one group at the most, and the text that they may hold together. */
const MEMBERS_MAX = 256
const TEXT_MAX = 8 * 1024 * 1024

/** Makes an empty queue. */
export function createGroupQueue(): GroupQueue {
  let waiting: Member[] = []
  const busy = new Set<string>()

  const take = (): readonly Member[] => {
    const group: Member[] = []
    const rest: Member[] = []
    let text = 0
    for (const member of waiting) {
      const key = keyOf(member.write)
      if (group.length >= MEMBERS_MAX || text >= TEXT_MAX || busy.has(key)) {
        rest.push(member)
        continue
      }
      busy.add(key)
      text += member.write.content.rest.length
      group.push(member)
    }
    waiting = rest
    return group
  }

  return {
    add: (member) => {
      waiting.push(member)
    },
    take,
    release: (group) => {
      for (const { write } of group) busy.delete(keyOf(write))
    },
    isEmpty: () => waiting.length === 0,
  }
}
