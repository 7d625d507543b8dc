import type { FastifyInstance, RouteHandlerMethod } from 'fastify'
import type { RunningParts } from '../parts.js'

/** Serves `/healthz` (the process is alive) and `/readyz` (the database answers, and the server is not stopping), for balancers and watchdogs. */
export function routeHealth(app: FastifyInstance, parts: RunningParts): void {
  const method = ['GET', 'HEAD']
  const alive: RouteHandlerMethod = (_request, reply) => reply.type('application/json').send('{"status":"alive"}')
  const ready: RouteHandlerMethod = async (_request, reply) => {
    reply.type('application/json').header('cache-control', 'no-store')
    if (parts.isStopping()) return reply.code(503).send('{"status":"stopping"}')
    try {
      await parts.ready()
      return reply.send('{"status":"ready"}')
    } catch (error) {
      parts.logger.warn({ err: error }, 'the database does not answer')
      return reply.code(503).send('{"status":"the database does not answer"}')
    }
  }
  app.route({ method, url: '/healthz', handler: alive })
  app.route({ method, url: '/readyz', handler: ready })
}
