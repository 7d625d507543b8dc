import { decodeString } from './json-members.js'

/** Beyond this many keys a set takes over from comparing one by one. */
const COMPARED_KEYS = 24

/** Keys of one object: ten times what the largest FHIR type has. A million would cost gigabytes once parsed. */
export const KEYS_MAX = 1000

/** The keys of the objects that are open at a place in JSON text, to notice a key that occurs twice. */
export interface OpenKeys {
  /** An object begins. */
  open(): void
  /** The innermost object ends. */
  close(): void
  /** Notes the key whose literal (quotes included) stands between the two places in the innermost object. */
  add(start: number, end: number): 'added' | 'duplicate' | 'too many'
}

/**
 * Compares keys by a hash of their decoded characters first. Places are kept rather than strings, and one array serves every object that is
 * open, so that nothing is allocated for ordinary objects.
 */
export function createOpenKeys(text: string): OpenKeys {
  const hashes: number[] = []
  const places: number[] = []
  const firsts: number[] = []
  const sets = new Map<number, Set<string>>()
  let count = 0
  let first = 0

  const key = (index: number): string => decodeString(text, places[2 * index] ?? 0, places[2 * index + 1] ?? 0)

  function addToSet(start: number, end: number): 'added' | 'duplicate' | 'too many' {
    let set = sets.get(first)
    if (set === undefined) {
      set = new Set()
      for (let i = first; i < count; i++) set.add(key(i))
      sets.set(first, set)
    }
    const sizeBefore = set.size
    if (sizeBefore >= KEYS_MAX) return 'too many'
    return set.add(decodeString(text, start, end)).size > sizeBefore ? 'added' : 'duplicate'
  }

  return {
    open() {
      firsts.push(first)
      first = count
    },
    close() {
      if (sets.size > 0) sets.delete(first)
      count = first
      first = firsts.pop() ?? 0
    },
    add(start, end) {
      if (count - first >= COMPARED_KEYS) return addToSet(start, end)
      const hash = hashOf(text, start, end)
      for (let i = first; i < count; i++) {
        if (hashes[i] === hash && key(i) === decodeString(text, start, end)) return 'duplicate'
      }
      hashes[count] = hash
      places[2 * count] = start
      places[2 * count + 1] = end
      count++
      return 'added'
    },
  }
}

/** A hash of the decoded characters of the string literal between the two places. */
function hashOf(text: string, start: number, end: number): number {
  let hash = 0
  for (let i = start + 1; i < end - 1; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x5c) return hashOfDecoded(decodeString(text, start, end))
    hash = (Math.imul(hash, 31) + code) | 0
  }
  return hash
}

function hashOfDecoded(key: string): number {
  let hash = 0
  for (let i = 0; i < key.length; i++) hash = (Math.imul(hash, 31) + key.charCodeAt(i)) | 0
  return hash
}
