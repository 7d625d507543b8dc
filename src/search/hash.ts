import * as crypto from 'node:crypto'
import type { Hash } from './index-row.js'

/** Texts held by each of the cache's two generations. */
const generationMax = 50_000
/** Longer texts are seldom seen twice, and would make the cache's memory depend on a client. */
const cachedLengthMax = 200

/**
 * The hash of everything that is matched by equality: the first 8 bytes of SHA-256 over the practice's secret (as hexadecimal text) and the text, as
 * a signed 64-bit number in decimal. The secret keeps anyone outside from crafting a collision. Frequent texts are cached, in two generations: when
 * the young one is full, it becomes the old one, so that what is used stays and memory is bounded.
 */
export function createHash(secret: Uint8Array): (text: string) => Hash {
  const hashOnce = createHashOnce(secret)
  let young = new Map<string, Hash>()
  let old = new Map<string, Hash>()
  return (text) => {
    const known = young.get(text)
    if (known !== undefined) return known
    const remembered = text.length > cachedLengthMax ? undefined : old.get(text)
    const hash = remembered ?? hashOnce(text)
    if (text.length > cachedLengthMax) return hash
    if (young.size >= generationMax) {
      old = young
      young = new Map()
    }
    young.set(text, hash)
    return hash
  }
}

/**
 * The same hash without the cache, for texts that are seldom seen twice, such as the id of each new resource: they would crowd out the frequent ones.
 * Measured, an Observation's index row: 24 µs with it, 29 µs where its id went through the cache.
 */
export function createHashOnce(secret: Uint8Array): (text: string) => Hash {
  const key = Buffer.from(secret).toString('hex')
  return (text) => digest(key + text)
}

function digest(text: string): Hash {
  // By way of hexadecimal text: 0.7 µs; by way of a Buffer and readBigInt64BE: 1.4 µs.
  return BigInt.asIntN(64, BigInt(`0x${sha256(text).slice(0, 16)}`)).toString()
}

/** One-shot `crypto.hash` where Node has it (20.12): a third of the time of a Hash object. */
const sha256: (text: string) => string =
  typeof crypto.hash === 'function'
    ? (text) => crypto.hash('sha256', text, 'hex')
    : (text) => crypto.createHash('sha256').update(text, 'utf8').digest('hex')
