import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler, RouteHandlerMethod } from 'fastify'
import { methodNotAllowed } from '../fhir/outcome.js'
import type { InteractionEntry } from '../interactions/interaction.js'
import { createGate } from './admit.js'
import type { BodyReader } from './body.js'
import type { Cors } from './cors.js'
import { decompressUpTo } from './decompress.js'
import { type HandlerParts, nativeHandler } from './native.js'
import type { RunningParts } from './parts.js'
import { type Handler, perform } from './perform.js'
import { readRequest } from './request.js'
import type { Send } from './send.js'
import { unknownPath, unknownType } from './unknown-path.js'

/** Methods that the framework routes; what a path doesn't take of them is 405. */
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']

/** A line of the table as a handler; what a Binary holds goes in and out in its own form too. */
function handlerOf(handlerParts: HandlerParts, entry: InteractionEntry): Handler {
  const { parts, send, reader } = handlerParts
  const native = nativeHandler(handlerParts, entry)
  const usual = perform(parts, send, entry, (request, exchange) => readRequest(request, exchange, entry, reader))
  if (native === undefined) return usual
  return (request, reply) => (request.exchange?.type === 'Binary' ? native : usual)(request, reply)
}

/** 405 that says what the path takes; `$name` is an operation that isn't there, wherever it stands. */
function refuse(parts: RunningParts, allow: readonly string[]): onRequestHookHandler {
  return (request, _reply, done) => {
    const operation = Object.values(request.params as Record<string, string>).find((piece) => piece.startsWith('$'))
    if (operation !== undefined) return done(unknownType(parts.definitions, operation))
    done(methodNotAllowed(`\`${request.method}\` is not possible here; expected ${allow.join(', ')}.`, allow))
  }
}

/** `OPTIONS` tells what a path takes, also to browsers that ask before they call from another origin. */
function tell(cors: Cors, allow: string): RouteHandlerMethod {
  return (request: FastifyRequest, reply: FastifyReply) => {
    const { origin } = request.headers
    const more = origin === undefined ? [] : cors.preflight(origin, allow)
    reply.raw.writeHead(204, ['allow', allow, 'vary', 'Origin', ...more])
    reply.hijack()
    reply.raw.end()
  }
}

const piecesAfter = (prefix: string, url: string): readonly string[] =>
  url.startsWith(`${prefix}/`) ? (url.slice(prefix.length + 1).split('?', 1)[0] ?? '').split('/') : []

/** For routes whose gate refuses everything, before a body is read. */
const unreachable: RouteHandlerMethod = () => {
  throw new Error('the gate let a request through that it refuses')
}

/** Makes every FHIR route from the table: its lines, HEAD wherever GET is, OPTIONS, and 405 for the methods that a path doesn't take. */
export function routeTable(app: FastifyInstance, parts: RunningParts, send: Send, cors: Cors): void {
  const prefix = new URL(parts.config.baseUrl).pathname.replace(/\/$/, '')
  const gate = createGate(parts)
  const preParsing = decompressUpTo(parts.config.limits.bodyBytes)
  const { json, parameters } = parts.config.limits
  const reader: BodyReader = { definitions: parts.definitions, limits: json, parametersMax: parameters }
  const handlerParts: HandlerParts = { parts, send, cors, reader }
  const urlOf = (path: string): string => (path === '/' ? prefix || '/' : `${prefix}${path}`)
  for (const entry of parts.table) {
    const onRequest = gate({
      interaction: entry.name,
      route: entry.path,
      login: entry.scope === 'none' ? 'open' : 'needed',
    })
    const handler = handlerOf(handlerParts, entry)
    const url = urlOf(entry.path)
    if (entry.method === 'GET') app.route({ method: ['GET', 'HEAD'], url, onRequest, handler })
    else app.route({ method: entry.method, url, onRequest, preParsing, handler })
  }
  for (const path of new Set(parts.table.map((entry) => entry.path))) {
    const taken: string[] = parts.table.filter((entry) => entry.path === path).map((entry) => entry.method)
    const allow = methods.filter((method) => taken.includes(method === 'HEAD' ? 'GET' : method))
    const refused = methods.filter((method) => !allow.includes(method))
    const onRequest = gate({ interaction: 'none', route: path, login: 'open' })
    if (refused.length > 0) {
      app.route({
        method: refused,
        url: urlOf(path),
        onRequest: [onRequest, refuse(parts, [...allow, 'OPTIONS'])],
        handler: unreachable,
      })
    }
    app.route({ method: 'OPTIONS', url: urlOf(path), handler: tell(cors, [...allow, 'OPTIONS'].join(', ')) })
  }
  const nothing = gate({ interaction: 'none', route: '*', login: 'open' })
  const refuseUnknown: onRequestHookHandler = (request, _reply, done) =>
    done(unknownPath(parts.definitions, piecesAfter(prefix, request.url)))
  app.route({ method: methods, url: '*', onRequest: [nothing, refuseUnknown], handler: unreachable })
}
