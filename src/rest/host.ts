import type { Config } from '../config.js'
import { forbidden } from '../fhir/outcome.js'

/**
 * Judges the `Host` header where nobody has to log in: a page on the internet can point a name of its own at 127.0.0.1 and so reach what listens
 * on this machine only (DNS rebinding); it can't choose the name that the browser sends. Throws 403 for a name that is not this machine's.
 */
export function createHostCheck(config: Config): (host: string | undefined) => void {
  if (config.auth !== 'loopback') return () => {}
  const own = [config.baseUrl, ...config.baseUrlAliases].map((address) => new URL(address).hostname)
  const names = new Set(['localhost', '127.0.0.1', '[::1]', ...own])
  // What browsers and balancers send is always the same few texts.
  let last: string | undefined
  return (host) => {
    if (host === last || host === undefined) return
    const name = host.replace(/:\d*$/, '').toLowerCase()
    if (names.has(name) || /^127(\.\d{1,3}){3}$/.test(name)) {
      last = host
      return
    }
    throw forbidden('The `Host` of the request is not this machine. Set `BASE_URL` to the address that clients use.')
  }
}
