import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler, RouteHandlerMethod } from 'fastify'
import { type FhirError, methodNotAllowed } from '../fhir/outcome.js'
import type { InteractionEntry } from '../interactions/interaction.js'
import { createGate } from './admit.js'
import type { BodyReader } from './body.js'
import { createBodyGate } from './body-gate.js'
import { bodyLimitOf } from './body-limit.js'
import type { Cors } from './cors.js'
import { methodsAt } from './methods-at.js'
import { type HandlerParts, nativeHandler } from './native.js'
import type { RunningParts } from './parts.js'
import { type Handler, perform } from './perform.js'
import { receiveBody } from './receive.js'
import { readRequest } from './request.js'
import type { Send } from './send.js'
import { unknownPath } from './unknown-path.js'

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

const impossible = (method: string, allow: readonly string[]): FhirError =>
  methodNotAllowed(`\`${method}\` is not possible here; expected ${allow.join(', ')}.`, allow)

/** What a path allows, in the order of `methods`. */
const allowOf = (taken: readonly string[]): readonly string[] => [
  ...methods.filter((method) => taken.includes(method === 'HEAD' ? 'GET' : method)),
  'OPTIONS',
]

/** 405 that says what the path takes. */
function refuse(allow: readonly string[]): onRequestHookHandler {
  return (request, _reply, done) => done(impossible(request.method, allow))
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

const prefixOf = (baseUrl: string): string => new URL(baseUrl).pathname.replace(/\/$/, '')

/** What is wrong with a request that no route takes: methods beside those of FHIR (TRACE, PROPFIND) come here whatever their path. */
export function unroutable({ table, definitions, config }: RunningParts, { method, url }: FastifyRequest): FhirError {
  const prefix = prefixOf(config.baseUrl)
  const [path = ''] = url.split('?', 1)
  const below = path.slice(prefix.length).replace(/\/$/, '')
  const isBelow = path.startsWith(prefix) && (below === '' || below.startsWith('/'))
  const taken = methods.includes(method) || !isBelow ? [] : methodsAt(table, below || '/', definitions)
  return taken.length > 0
    ? impossible(method, allowOf(taken))
    : unknownPath(definitions, table, piecesAfter(prefix, url))
}

/** For routes whose gate refuses everything, before a body is read. */
const unreachable: RouteHandlerMethod = () => {
  throw new Error('the gate let a request through that it refuses')
}

/** Makes every FHIR route from the table: its lines, HEAD wherever GET is, OPTIONS, and 405 for the methods that a path doesn't take. */
export function routeTable(app: FastifyInstance, parts: RunningParts, send: Send, cors: Cors): void {
  const prefix = prefixOf(parts.config.baseUrl)
  const gate = createGate(parts)
  const bodyGate = createBodyGate(parts.config.limits.bodiesBytes)
  const { json, parameters } = parts.config.limits
  const reader: BodyReader = { definitions: parts.definitions, limits: json, parametersMax: parameters }
  const handlerParts: HandlerParts = { parts, send, cors, reader }
  const urlOf = (path: string): string => (path === '/' ? prefix || '/' : `${prefix}${path}`)
  for (const entry of parts.table) {
    const onRequest = gate({
      interaction: entry.name,
      route: entry.path,
      type: entry.type,
      login: entry.scope === 'none' ? 'open' : 'needed',
    })
    const handler = handlerOf(handlerParts, entry)
    const url = urlOf(entry.path)
    if (entry.method === 'GET') app.route({ method: ['GET', 'HEAD'], url, onRequest, handler })
    else {
      const limit = bodyLimitOf(entry.name, parts.config.limits)
      const preParsing = receiveBody(limit, bodyGate)
      app.route({ method: entry.method, url, onRequest, preParsing, bodyLimit: limit.bytes, handler })
    }
  }
  for (const path of new Set(parts.table.map((entry) => entry.path))) {
    const taken: string[] = parts.table.filter((entry) => entry.path === path).map((entry) => entry.method)
    const allow = allowOf(taken)
    const refused = methods.filter((method) => !allow.includes(method))
    const onRequest = gate({ interaction: 'none', route: path, login: 'open' })
    if (refused.length > 0) {
      app.route({
        method: refused,
        url: urlOf(path),
        onRequest: [onRequest, refuse(allow)],
        handler: unreachable,
      })
    }
    app.route({ method: 'OPTIONS', url: urlOf(path), handler: tell(cors, allow.join(', ')) })
  }
  const nothing = gate({ interaction: 'none', route: '*', login: 'open' })
  const refuseUnknown: onRequestHookHandler = (request, _reply, done) =>
    done(unknownPath(parts.definitions, parts.table, piecesAfter(prefix, request.url)))
  app.route({ method: methods, url: '*', onRequest: [nothing, refuseUnknown], handler: unreachable })
}
