import type { Config } from '../config.js'

/** Names and values in turn. */
type Headers = readonly string[]

const exposed = 'ETag, Location, Last-Modified, Content-Location, X-Request-Id, Server-Timing, WWW-Authenticate, Allow'
const allowed =
  'Accept, Authorization, Content-Type, If-Match, If-Modified-Since, If-None-Exist, If-None-Match, Prefer, X-Request-Id, X-Security-Context'
const localPage = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/

/** Headers that let pages of other origins read the answers. https://fetch.spec.whatwg.org/#http-cors-protocol */
export interface Cors {
  /** For the answer to a request with an `Origin`; none for an origin that is not allowed. */
  headers(origin: string): Headers
  /** For a preflight request. */
  preflight(origin: string, methods: string): Headers
}

/** Makes the judge of origins; `@fastify/cors` would cost a hook and a `Vary` header on every read, this nothing where there is no `Origin`. */
export function createCors(origins: Config['corsOrigins']): Cors {
  const isAllowed = (origin: string): boolean => {
    if (typeof origins === 'object') return origins.includes(origin)
    return origins === '*' || (origins === 'local' && localPage.test(origin))
  }
  const headers = (origin: string): Headers =>
    isAllowed(origin)
      ? ['access-control-allow-origin', origins === '*' ? '*' : origin, 'access-control-expose-headers', exposed]
      : []
  return {
    headers,
    preflight: (origin, methods) =>
      isAllowed(origin)
        ? [
            ...headers(origin),
            'access-control-allow-methods',
            methods,
            'access-control-allow-headers',
            allowed,
            'access-control-max-age',
            '600',
          ]
        : [],
  }
}
