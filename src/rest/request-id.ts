import type { IncomingMessage } from 'node:http'

/** What a client may call its request: short, and without anything that could break a header or a log line. */
const safe = /^[A-Za-z0-9._-]{1,64}$/

/**
 * Names requests: by the client's own `X-Request-Id` where that is short and safe, else by the prefix of this process and a counter.
 */
export function createRequestIds(prefix: string): (request: IncomingMessage) => string {
  let count = 0
  return (request) => {
    const given = request.headers['x-request-id']
    if (typeof given === 'string' && safe.test(given)) return given
    count += 1
    return `${prefix}-${count.toString(36)}`
  }
}
