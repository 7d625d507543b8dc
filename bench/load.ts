import autocannon from 'autocannon'
import { pick } from './random.js'

/** Gets addresses at random for a while, over many connections; answers how many a second were answered. Throws where one of them was not with 200. */
export async function getAtRandom(
  urls: readonly string[],
  options: { readonly connections: number; readonly seconds: number; readonly random: () => number },
): Promise<number> {
  const [first = ''] = urls
  const { origin } = new URL(first)
  const paths = urls.map((url) => url.slice(origin.length))
  // Each connection has an order of its own, else all would ask for the same at the same time.
  const drawn = (): autocannon.Request[] =>
    Array.from({ length: Math.min(paths.length, 500) }, () => ({
      method: 'GET' as const,
      path: pick(options.random, paths),
    }))
  const result = await autocannon({
    url: origin,
    connections: options.connections,
    duration: options.seconds,
    setupClient: (client) => client.setRequests(drawn()),
  })
  const failed = result.non2xx + result.errors + result.timeouts
  if (failed > 0) throw new Error(`${failed} of ${result.requests.total} requests to ${first} failed.`)
  return result.requests.total / result.duration
}
