import type { Hash } from '../../search/index-row.js'

/** How far references are held: not at all, when they are written, or also when their target is deleted. */
export type Integrity = 'off' | 'write' | 'full'

/** What every write stands on. */
export interface WriteContext {
  readonly practice: number
  readonly era: number
  readonly integrity: Integrity
  /** On behalf of a package (`name#version`): what it writes is its own, and read-only for everybody else. Absent for clients. */
  readonly owner?: string
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly hash: (text: string) => Hash
}
