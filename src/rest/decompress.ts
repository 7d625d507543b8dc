import type { Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { preParsingHookHandler, RequestPayload } from 'fastify'
import { badStructure, tooLarge, unsupportedMediaType } from '../fhir/outcome.js'

const decoders: ReadonlyMap<string, () => Transform> = new Map([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
])

/** 413: the body, after decompression, is beyond `BODY_LIMIT_BYTES`. */
export const bodyTooLarge = (limit: number) =>
  tooLarge(`The body is larger than ${limit} bytes, the limit of this server (\`BODY_LIMIT_BYTES\`).`)

/**
 * Decodes while it counts: at the limit the decoder is destroyed, so that a compressed bomb costs no more than the limit, and the rest of the
 * body is read and thrown away, so that the client gets to read the answer.
 */
function decode(payload: RequestPayload, decoder: Transform, limit: number): RequestPayload {
  const decoded: RequestPayload = Object.assign(decoder, { receivedEncodedLength: 0 })
  let length = 0
  decoder.on('data', (chunk: Buffer) => {
    length += chunk.length
    if (length > limit) decoder.destroy(bodyTooLarge(limit))
  })
  // The reader stops listening at the limit; without this an error after that would end the process.
  decoder.on('error', () => {})
  decoder.once('close', () => {
    payload.unpipe(decoder)
    payload.resume()
  })
  payload.on('data', (chunk: Buffer) => {
    decoded.receivedEncodedLength = (decoded.receivedEncodedLength ?? 0) + chunk.length
  })
  payload.once('error', () => decoder.destroy(badStructure('The body ended before it was complete.')))
  return payload.pipe(decoder) && decoded
}

/** Reads `Content-Encoding` gzip, deflate and br, with the limit on the decompressed size; 415 for others. */
export const decompressUpTo =
  (limit: number): preParsingHookHandler =>
  (request, _reply, payload, done) => {
    const coding = request.headers['content-encoding']?.trim().toLowerCase()
    if (coding === undefined || coding === '' || coding === 'identity') return done(null, payload)
    const create = decoders.get(coding)
    if (create !== undefined) return done(null, decode(payload, create(), limit))
    done(
      unsupportedMediaType('The `Content-Encoding` of the body is unknown; expected `gzip`, `deflate`, `br` or none.'),
    )
  }
