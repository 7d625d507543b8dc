import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Definitions } from '../definitions/definitions.js'
import { codingFor, compress } from './compress.js'
import type { Cors } from './cors.js'
import { clockMs, type Exchange, serverTiming } from './exchange.js'
import { logExchange } from './log.js'
import { contentTypes } from './media-type.js'
import type { Representation } from './negotiate.js'
import type { RunningParts } from './parts.js'
import { prettyJson } from './pretty-json.js'
import { prettyXml } from './pretty-xml.js'
import { jsonToXml } from './xml/json-to-xml.js'

/** An answer before it is written: `body` is exact FHIR JSON text. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

/** Writes a resource in the form that the client asked for; JSON in its compact form is served as it is. */
function represent(json: string, { format, layout }: Representation, definitions: Definitions): string {
  if (format === 'json') return layout === 'compact' ? json : prettyJson(json)
  const xml = jsonToXml(json, definitions)
  return layout === 'compact' ? xml : prettyXml(xml)
}

/** Sends answers, and tells the metrics and the log. */
export type Send = (
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer,
) => FastifyReply | Promise<FastifyReply>

/** Makes the one way out of the FHIR routes, for results and errors alike. */
export function createSend(parts: RunningParts, cors: Cors): Send {
  const end = (exchange: Exchange, request: FastifyRequest, status: number): number => {
    const now = clockMs()
    const ms = now - exchange.startedMs
    parts.metrics.ended({ interaction: exchange.interaction, type: exchange.type, status, ms })
    logExchange(parts.logger, request, exchange, { status, ms })
    return now
  }
  return (request, reply, { status, headers, body }) => {
    const exchange = request.exchange
    if (exchange === null) return reply.code(status).headers(headers).send(body)
    const { origin, 'accept-encoding': coded } = request.headers
    // Whatever may fail comes first: after a failure the error handler sends on the same reply.
    const text = body === undefined ? undefined : represent(body, exchange.representation, parts.definitions)
    reply.code(status)
    reply.headers(headers)
    reply.header('x-request-id', request.id)
    // For caches, all of which say what they decode: they may neither mix up two forms of an answer nor, as browsers do, serve a resource for a
    // tenth of the time since its last change. The rest are spared, since each header costs a read more than finding its route does.
    if (coded !== undefined)
      reply.header('vary', 'Accept, Accept-Encoding').header('cache-control', 'private, no-cache')
    if (origin !== undefined) reply.headers(cors.headers(origin))
    if (parts.isStopping()) reply.header('connection', 'close')
    reply.header('server-timing', serverTiming(exchange, end(exchange, request, status)))
    if (text === undefined) return reply.send()
    reply.header('content-type', contentTypes[exchange.representation.format])
    const coding = codingFor(coded, text.length)
    if (coding === undefined) return reply.send(text)
    reply.header('content-encoding', coding)
    return compress(text, coding).then((compressed) => reply.send(compressed))
  }
}
