import type { FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Exchange } from './exchange.js'

/** How an exchange ended. */
export interface Ending {
  readonly status: number
  readonly ms: number
}

/** Reads are the traffic, writes and refusals are the news, and faults need somebody. */
function levelOf(method: string, status: number): 'debug' | 'info' | 'error' {
  if (status >= 500 && status !== 503) return 'error'
  return status < 400 && (method === 'GET' || method === 'HEAD') ? 'debug' : 'info'
}

/**
 * Logs one request: method, pattern of the route, type, status, time, address and client. Never a query, a body or an id: they are or may be about a patient.
 */
export function logExchange(logger: Logger, request: FastifyRequest, exchange: Exchange, { status, ms }: Ending): void {
  const level = levelOf(exchange.method, status)
  if (!logger.isLevelEnabled(level)) return
  const { interaction, method, route, type, access } = exchange
  const { client } = access
  const line = {
    requestId: request.id,
    // Where it came from, through the proxies that are believed.
    address: request.ip,
    client,
    interaction,
    method,
    route,
    type,
    status,
    ms: Math.round(ms * 100) / 100,
  }
  logger[level](line, 'request')
}
