import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Definitions } from '../definitions/definitions.js'
import { codingFor, compress } from './compress.js'
import type { Cors } from './cors.js'
import { clockMs, type Exchange, serverTiming } from './exchange.js'
import { contentTypes } from './media-type.js'
import type { Representation } from './negotiate.js'
import type { RunningParts } from './parts.js'
import { prettyJson } from './pretty-json.js'
import { prettyXml } from './pretty-xml.js'
import { settle } from './settle.js'
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

/**
 * For caches on the way: they may neither mix up the answers to two clients or two forms of one answer, nor serve a resource for a tenth of the time since
 * its last change, as HTTP lets them where nothing is said. Always there, since proxies take `Accept-Encoding` out of requests.
 * https://www.rfc-editor.org/rfc/rfc9111#section-4.2.2
 */
const forCaches = ['cache-control', 'private, no-cache', 'vary', 'Accept, Accept-Encoding, Origin, Authorization']

/** Writes a resource in the form that the client asked for; JSON in its compact form is served as it is. */
function represent(json: string, { format, layout }: Representation, definitions: Definitions): string {
  if (format === 'json') return layout === 'compact' ? json : prettyJson(json)
  const xml = jsonToXml(json, definitions)
  return layout === 'compact' ? xml : prettyXml(xml)
}

/**
 * Sends answers, and tells the metrics and the log once they are written. Throws or rejects, with nothing written or told, where an answer cannot be written:
 * another one can be sent then.
 */
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
  return (request, reply, exchange, { status, headers, body, content }) => {
    const { origin, 'accept-encoding': coded } = request.headers
    const list = [...headers, ...forCaches, 'x-request-id', request.id]
    const text = body === undefined ? undefined : represent(body, exchange.representation, parts.definitions)
    if (text !== undefined) list.push('content-type', contentTypes[exchange.representation.format])
    if (origin !== undefined) list.push(...cors.headers(origin))
    if (parts.isStopping()) list.push('connection', 'close')
    const finish = (bytes: string | Buffer | undefined): void => {
      const nowMs = clockMs()
      list.push('server-timing', serverTiming(exchange, nowMs))
      write(reply, status, list, bytes)
      settle(parts, request, exchange, { status, ms: nowMs - exchange.startedMs })
    }
    const coding = text === undefined ? undefined : codingFor(coded, text.length)
    if (text === undefined || coding === undefined) return finish(text ?? content)
    list.push('content-encoding', coding)
    return compress(text, coding).then(finish)
  }
}
