import { createHash } from 'node:crypto'
import { normalizerVersion } from './normalize.js'

/** Changes whenever the parameter types write something else for the same resource: the index has to be rebuilt then. */
const indexVersion = 2

/** What is baked into the index beside the resources. */
export interface IndexSettings {
  readonly baseUrl: string
  readonly aliases: readonly string[]
  readonly timeZone: string
}

/**
 * A fingerprint of everything that indexing depends on. It is kept in the database; where it differs at start, `anteroom reindex` is needed. Which of
 * the addresses is the base and which are aliases makes no difference to the index.
 */
export function indexFingerprint({ baseUrl, aliases, timeZone }: IndexSettings): string {
  const addresses = [...new Set([baseUrl, ...aliases].map((address) => address.replace(/\/+$/, '')))].sort()
  return createHash('sha256')
    .update(JSON.stringify({ addresses, timeZone, normalizerVersion, indexVersion }))
    .digest('hex')
}
