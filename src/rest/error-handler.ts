import type { FastifyReply, FastifyRequest } from 'fastify'
import { operationOutcome } from '../fhir/outcome.js'
import { fhirErrorOf } from './errors.js'
import { beginExchange, type Exchange } from './exchange.js'
import { compactJson, negotiate, type Representation } from './negotiate.js'
import type { RunningParts } from './parts.js'
import type { Send } from './send.js'

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
  const beginLate = (request: FastifyRequest): Exchange => {
    parts.metrics.begun()
    return { ...beginExchange('none', request.method, ''), representation: wishOf(request) }
  }
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const known = fhirErrorOf(error, request.id, parts.config.limits)
    if (known.status === 500) parts.logger.error({ err: error, requestId: request.id }, 'a fault of the server')
    const exchange = request.exchange || beginLate(request)
    const headers = Object.entries(known.headers).flat()
    // A client still sending would see a reset instead of the answer, were the connection closed at once.
    const length = Number(request.headers['content-length'] ?? 0)
    if (length > parts.config.limits.bodyBytes * DRAINED_FACTOR) headers.push('connection', 'close')
    const body = JSON.stringify(operationOutcome(known.issues))
    void send(request, reply, exchange, { status: known.status, headers, body })
  }
}
