import { PassThrough, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { FastifyRequest, preParsingHookHandler, RequestPayload } from 'fastify'
import { badStructure, type FhirError, unsupportedMediaType } from '../fhir/outcome.js'
import { type BodyGate, type BodyShare, GATED_FROM_BYTES, tooManyBodies } from './body-gate.js'
import { type BodyLimit, bodyTooLarge } from './body-limit.js'

const decoders: ReadonlyMap<string, () => Transform> = new Map([
  // Sent in chunks: nobody knows the length before the end.
  ['', () => new PassThrough()],
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
])

/** What is wrong with a body that has become longer by so many bytes. */
type Count = (bytes: number) => FhirError | undefined

function beginShare(request: FastifyRequest, gate: BodyGate): BodyShare {
  const share = gate.begin()
  if (request.exchange !== null) request.exchange.bodyShare = share
  return share
}

function createCount(request: FastifyRequest, limit: BodyLimit, gate: BodyGate): Count {
  let length = 0
  let share: BodyShare | undefined
  return (bytes) => {
    length += bytes
    if (length > limit.bytes) return bodyTooLarge(limit)
    if (length <= GATED_FROM_BYTES) return undefined
    const more = share === undefined ? length : bytes
    share ??= beginShare(request, gate)
    return share.grow(more) ? undefined : tooManyBodies()
  }
}

/**
 * Decodes while it counts: at the limit the decoder is destroyed, so that a compressed bomb costs no more than the limit, and the rest of the
 * body is read and thrown away, so that the client gets to read the answer.
 */
function decode(payload: RequestPayload, decoder: Transform, count: Count): RequestPayload {
  const decoded: RequestPayload = Object.assign(decoder, { receivedEncodedLength: 0 })
  decoder.on('data', (chunk: Buffer) => {
    const wrong = count(chunk.length)
    if (wrong !== undefined) decoder.destroy(wrong)
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

/**
 * Lets a body in: within its limit, and, where it is large, within what all of them may take together. Decodes `Content-Encoding` gzip, deflate and br, with
 * the limits on the decompressed size. Throws 413 beyond the limit, 503 where others take the memory, 415 for other codings.
 */
export const receiveBody =
  (limit: BodyLimit, gate: BodyGate): preParsingHookHandler =>
  (request, _reply, payload, done) => {
    const { headers } = request
    const named = headers['content-encoding']?.trim().toLowerCase() ?? ''
    const coding = named === 'identity' ? '' : named
    if (coding === '' && headers['transfer-encoding'] === undefined) {
      const declared = Number(headers['content-length'] ?? 0)
      // What is beyond its own limit is refused by the framework, unread.
      const takesPart = declared > GATED_FROM_BYTES && declared <= limit.bytes
      if (takesPart && !beginShare(request, gate).grow(declared)) return done(tooManyBodies())
      return done(null, payload)
    }
    const create = decoders.get(coding)
    if (create !== undefined) return done(null, decode(payload, create(), createCount(request, limit, gate)))
    done(
      unsupportedMediaType('The `Content-Encoding` of the body is unknown; expected `gzip`, `deflate`, `br` or none.'),
    )
  }
