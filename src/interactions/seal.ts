import { createHmac, timingSafeEqual } from 'node:crypto'
import { badRequest } from '../fhir/outcome.js'
import type { Seal } from './interaction.js'

/** 16 bytes of HMAC-SHA256: nobody guesses 128 bits, and links stay short. https://hl7.org/fhir/R4/http.html#paging */
const MAC_BYTES = 16
/**
 * No cursor of ours is as long, for ten sort values at the most, be they texts of 100 characters or decimals of 2,000 digits; longer ones need not be
 * hashed.
 */
const SEALED_MAX = 32_000

const forged = () =>
  badRequest(
    '`_cursor` does not belong to this search. Follow the links of a bundle as they are, or begin with the first page.',
  )

/**
 * Seals page cursors by HMAC-SHA256 with the practice's secret (every process has the same), so that nobody can forge one, and a cursor fits no other
 * search than its own. What is sealed can be read, so it may hold nothing that the page didn't show. https://hl7.org/fhir/R4/http.html#paging
 */
export function createSeal(secret: Uint8Array): Seal {
  // The binding's length stands first, so that no other split of the same text has the same seal.
  const macOf = (cursor: string, binding: string): Buffer =>
    createHmac('sha256', secret).update(`cursor:${binding.length}:${binding}${cursor}`).digest().subarray(0, MAC_BYTES)

  return {
    seal: (cursor, binding) =>
      Buffer.concat([macOf(cursor, binding), Buffer.from(cursor, 'utf8')]).toString('base64url'),
    open: (sealed, binding) => {
      if (sealed.length > SEALED_MAX || !/^[A-Za-z0-9_-]+$/.test(sealed)) throw forged()
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length <= MAC_BYTES) throw forged()
      const cursor = bytes.subarray(MAC_BYTES).toString('utf8')
      if (!timingSafeEqual(bytes.subarray(0, MAC_BYTES), macOf(cursor, binding))) throw forged()
      return cursor
    },
  }
}
