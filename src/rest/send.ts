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
  /** Names and values in turn, as the socket takes them. */
  readonly headers: readonly string[]
  readonly body: string | undefined
  /** Instead of a resource: what is sent as it is, with the type that `headers` name. */
  readonly content?: Buffer
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
  exchange: Exchange,
  answer: Answer,
) => void | Promise<void>

/** Writes straight to Node's response: the framework's own way looks up and copies each header once more. */
function write(reply: FastifyReply, status: number, headers: string[], body: string | Buffer | undefined): void {
  if (body !== undefined) headers.push('content-length', String(Buffer.byteLength(body)))
  // Throws for a header that would break the answer; only after that is the reply ours, so that the error handler can still answer.
  reply.raw.writeHead(status, headers)
  reply.hijack()
  reply.raw.end(body)
}

/** Makes the one way out of the FHIR routes, for results and errors alike. */
export function createSend(parts: RunningParts, cors: Cors): Send {
  const end = (request: FastifyRequest, exchange: Exchange, status: number): number => {
    const now = clockMs()
    const ms = now - exchange.startedMs
    parts.metrics.ended({ interaction: exchange.interaction, type: exchange.type, status, ms })
    logExchange(parts.logger, request, exchange, { status, ms })
    return now
  }
  return (request, reply, exchange, { status, headers, body, content }) => {
    const { origin, 'accept-encoding': coded } = request.headers
    const list = [...headers, 'x-request-id', request.id]
    const text = body === undefined ? undefined : represent(body, exchange.representation, parts.definitions)
    if (text !== undefined) list.push('content-type', contentTypes[exchange.representation.format])
    // For caches, all of which say what they decode: they may neither mix up two forms of an answer nor, as browsers do, serve a resource for a
    // tenth of the time since its last change. The rest are spared: a header costs a read about as much as finding its route.
    if (coded !== undefined) list.push('cache-control', 'private, no-cache')
    if (coded !== undefined || origin !== undefined) list.push('vary', 'Accept, Accept-Encoding, Origin')
    if (origin !== undefined) list.push(...cors.headers(origin))
    if (parts.isStopping()) list.push('connection', 'close')
    list.push('server-timing', serverTiming(exchange, end(request, exchange, status)))
    const coding = text === undefined ? undefined : codingFor(coded, text.length)
    if (text === undefined || coding === undefined) return write(reply, status, list, text ?? content)
    list.push('content-encoding', coding)
    return compress(text, coding).then((compressed) => write(reply, status, list, compressed))
  }
}
