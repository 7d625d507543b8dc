import type { FastifyReply, FastifyRequest } from 'fastify'
import { operationOutcome } from '../fhir/outcome.js'
import { bodyLimitOf } from './body-limit.js'
import { fhirErrorOf } from './errors.js'
import { beginExchange, clockMs, type Exchange } from './exchange.js'
import { compactJson, negotiate, type Representation } from './negotiate.js'
import type { RunningParts } from './parts.js'
import type { Answer, Send } from './send.js'
import { settle } from './settle.js'

/** Up to this many times the limit, the rest of a body too large is read and thrown away, so that the client gets to read the answer. */
const DRAINED_FACTOR = 4

/** The client's wish, where the exchange hasn't come as far as negotiating. */
function wishOf(request: FastifyRequest): Representation {
  try {
    return negotiate(request.headers.accept, [])
  } catch {
    return compactJson
  }
}

/** Makes the one error handler: every error leaves as an OperationOutcome, in the client's format. */
export function createErrorHandler(parts: RunningParts, send: Send) {
  const { limits } = parts.config
  const beginLate = (request: FastifyRequest): Exchange => {
    parts.metrics.begun()
    return { ...beginExchange('none', request.method, ''), representation: wishOf(request) }
  }
  const answerTo = (error: unknown, request: FastifyRequest, { interaction }: Exchange): Answer => {
    const known = fhirErrorOf(error, request.id, bodyLimitOf(interaction, limits))
    if (known.status === 500) parts.logger.error({ err: error, requestId: request.id }, 'a fault of the server')
    const headers = Object.entries(known.headers).flat()
    // A client still sending would see a reset instead of the answer, were the connection closed at once.
    const length = Number(request.headers['content-length'] ?? 0)
    if (length > limits.bodyBytes * DRAINED_FACTOR) headers.push('connection', 'close')
    return { status: known.status, headers, body: JSON.stringify(operationOutcome(known.issues)) }
  }
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const exchange = request.exchange || beginLate(request)
    // There is no other answer to give instead of this one, and nobody waits for it who could tell.
    const giveUp = (fault: unknown): void => {
      parts.logger.error({ err: fault, requestId: request.id }, 'the answer to an error could not be written')
      reply.hijack()
      reply.raw.destroy()
      settle(parts, request, exchange, { status: 500, ms: clockMs() - exchange.startedMs })
    }
    try {
      send(request, reply, exchange, answerTo(error, request, exchange))?.catch(giveUp)
    } catch (fault) {
      giveUp(fault)
    }
  }
}
