import { createHash } from 'node:crypto'

/** Longer values don't fit into an index: their hash is compared instead. */
const INDEXED_LENGTH_MAX = 500

/** A value as `concept_property` has it: what is indexed, and the whole where that is only its hash. */
export interface IndexedValue {
  readonly value: string
  readonly whole: string | null
}

/** The indexed form of a property's value: the value itself, or a hash of a long one. */
export function indexedValue(text: string): IndexedValue {
  if (text.length <= INDEXED_LENGTH_MAX) return { value: text, whole: null }
  return { value: `sha256:${createHash('sha256').update(text).digest('hex')}`, whole: text }
}
