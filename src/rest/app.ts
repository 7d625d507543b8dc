import type { Server } from 'node:http'
import Fastify, { type FastifyHttpOptions, type FastifyInstance } from 'fastify'
import { answerClientError } from './client-error.js'
import { createCors } from './cors.js'
import { createErrorHandler } from './error-handler.js'
import type { AppParts, RunningParts } from './parts.js'
import { routeHealth } from './plugins/health.js'
import { routeMetrics } from './plugins/metrics.js'
import { createRequestIds } from './request-id.js'
import { routeTable, unroutable } from './routes.js'
import { createSend } from './send.js'

/** The running HTTP server, for those who start it. */
export type App = FastifyInstance

/** Longer than any id: what is longer is refused in our words rather than the framework's. */
const PATH_PIECE_LENGTH_MAX = 512

/** Room for the headers beside the address, and for addresses somewhat over the limit, which are told so (414) rather than cut off (431). */
const HEADERS_ROOM = 32_768

/** Some clients write the `$` of an operation as `%24`; the router takes them for different paths. */
function withDollar(url: string): string {
  if (!url.includes('%24')) return url
  const [path = '', ...query] = url.split('?')
  return [path.replaceAll('%24', '$'), ...query].join('?')
}

function serverOptions({ config }: AppParts): FastifyHttpOptions<Server> {
  const { timeouts, limits, trustProxy } = config
  return {
    logger: false,
    rewriteUrl: ({ url = '/' }) => withDollar(url),
    exposeHeadRoutes: false,
    bodyLimit: limits.bodyBytes,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    requestTimeout: timeouts.requestMs,
    connectionTimeout: timeouts.connectionMs,
    keepAliveTimeout: timeouts.keepAliveMs,
    trustProxy: trustProxy.length === 0 ? false : [...trustProxy],
    clientErrorHandler: answerClientError,
    http: {
      // Judged at the gate, in our words.
      requireHostHeader: false,
      maxHeaderSize: limits.urlLength * 2 + HEADERS_ROOM,
      headersTimeout: Math.min(timeouts.headersMs, timeouts.requestMs),
      requestTimeout: timeouts.requestMs,
      connectionsCheckingInterval: Math.max(10, Math.min(5_000, timeouts.headersMs / 2, timeouts.requestMs / 2)),
    },
    routerOptions: {
      ignoreTrailingSlash: true,
      maxParamLength: PATH_PIECE_LENGTH_MAX,
      // The text itself: our own parser keeps order and repetition, and costs nothing where there is no query.
      querystringParser: (query: string) => query as unknown as Record<string, unknown>,
    },
  }
}

/**
 * Makes the HTTP server: the table under the base path, `/healthz`, `/readyz` and `/metrics` beside it. `close()` lets requests under way finish, for
 * `SHUTDOWN_TIMEOUT_MS` at most.
 */
export async function createApp(given: AppParts, requestIdPrefix: string): Promise<FastifyInstance> {
  let stopping = false
  const parts: RunningParts = { ...given, isStopping: () => stopping }
  const cors = createCors(parts.config.corsOrigins)
  const send = createSend(parts, cors)
  const answerError = createErrorHandler(parts, send)
  const app = Fastify({
    ...serverOptions(parts),
    genReqId: createRequestIds(requestIdPrefix),
    frameworkErrors: answerError,
  })
  app.decorateRequest('exchange', null)
  // Bodies are read as bytes, whatever they call themselves: what they are is judged by the route.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.setErrorHandler(answerError)
  app.setNotFoundHandler((request, reply) => answerError(unroutable(parts, request), request, reply))
  app.addHook('preClose', (done) => {
    stopping = true
    setTimeout(() => app.server.closeAllConnections(), parts.config.timeouts.shutdownMs).unref()
    done()
  })
  routeTable(app, parts, send, cors)
  routeHealth(app, parts)
  routeMetrics(app, parts)
  await app.ready()
  return app
}
