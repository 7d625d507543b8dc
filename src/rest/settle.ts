import type { FastifyRequest } from 'fastify'
import type { Exchange } from './exchange.js'
import { type Ending, logExchange } from './log.js'
import type { RunningParts } from './parts.js'

/** Ends an exchange, once: counts it, logs it, and gives back what its body held of the memory for bodies. */
export function settle(parts: RunningParts, request: FastifyRequest, exchange: Exchange, ending: Ending): void {
  exchange.bodyShare?.end()
  parts.metrics.ended({ interaction: exchange.interaction, type: exchange.type, ...ending })
  logExchange(parts.logger, request, exchange, ending)
}
