import { type Access, unrestricted } from '../access/access.js'
import { noParameters, type Parameters } from '../fhir/query-parameters.js'
import type { BodyShare } from './body-gate.js'
import { compactJson, type Representation } from './negotiate.js'

/**
 * One request and its answer, as the HTTP layer sees them: begun when the headers are there, and read again by whatever answers, be it the
 * route or the error handler. The only mutable state of a request.
 */
export interface Exchange {
  /** On the monotonic clock, in milliseconds. */
  readonly startedMs: number
  /** The interaction's name, or `none`. */
  readonly interaction: string
  readonly method: string
  /** The pattern, never the address itself: it holds no ids. */
  readonly route: string
  /** A known resource type, or empty. */
  type: string
  access: Access
  parameters: Parameters
  representation: Representation
  /** What a large body holds of the memory for bodies, until the answer. */
  bodyShare: BodyShare | undefined
  /** When the request was understood, and when the interaction had its answer; 0 until then. */
  parsedMs: number
  performedMs: number
}

/** The monotonic clock. */
export const clockMs = (): number => performance.now()

/** Begins an exchange; the rest is filled in as it becomes known. */
export const beginExchange = (interaction: string, method: string, route: string): Exchange => ({
  startedMs: clockMs(),
  interaction,
  method,
  route,
  type: '',
  access: unrestricted,
  parameters: noParameters,
  representation: compactJson,
  bodyShare: undefined,
  parsedMs: 0,
  performedMs: 0,
})

const rounded = (ms: number): number => Math.round(ms * 100) / 100

/** The phases of an exchange. https://www.w3.org/TR/server-timing/ */
export function serverTiming(exchange: Exchange, nowMs: number): string {
  const total = `total;dur=${rounded(nowMs - exchange.startedMs)}`
  if (exchange.performedMs === 0) return total
  const parse = rounded(exchange.parsedMs - exchange.startedMs)
  const perform = rounded(exchange.performedMs - exchange.parsedMs)
  return `${total}, parse;dur=${parse}, perform;dur=${perform}, format;dur=${rounded(nowMs - exchange.performedMs)}`
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null only where a request failed before it met a route. */
    exchange: Exchange | null
  }
}
