import type { FastifyReply, FastifyRequest } from 'fastify'
import { dispatch } from '../interactions/dispatch.js'
import type { FhirRequest, InteractionEntry } from '../interactions/interaction.js'
import { answerOf } from './answer.js'
import { clockMs, type Exchange } from './exchange.js'
import type { RunningParts } from './parts.js'
import type { Send } from './send.js'

/** Makes of an HTTP request the transport-free one of an interaction. */
export type ReadRequest = (request: FastifyRequest, exchange: Exchange) => FhirRequest

/** Answers a request. */
export type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<void>

/** The exchange that the gate began. */
export function exchangeOf(request: FastifyRequest): Exchange {
  if (request.exchange === null) throw new Error('the gate did not begin the exchange')
  return request.exchange
}

/** One line of the table as a handler: request → interaction → answer. */
export function perform(parts: RunningParts, send: Send, entry: InteractionEntry, read: ReadRequest): Handler {
  return async (request, reply) => {
    const exchange = exchangeOf(request)
    const fhirRequest = read(request, exchange)
    const context = parts.contextFor(exchange.access)
    exchange.parsedMs = clockMs()
    const response = await dispatch(entry, context, fhirRequest)
    exchange.performedMs = clockMs()
    await send(request, reply, exchange, answerOf(response, context.baseUrl))
  }
}
