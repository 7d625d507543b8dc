import type { OwnProfiles } from '../definitions/profiles/load-profiles.js'
import { parseJson } from '../fhir/json-parse.js'
import type { JsonLimits } from '../fhir/json-scan.js'
import { resourceText } from '../fhir/resource-text.js'
import type { Indexer } from '../search/index-row.js'
import type { Packages } from '../store/packages.js'
import type { PutWrite } from '../store/store.js'

/** What storing Anteroom's own definitions stands on. */
export interface OwnProfilesParts {
  readonly packages: Packages
  readonly indexer: Indexer
  readonly limits: JsonLimits
}

/**
 * Stores Anteroom's own profiles, extensions, value sets and code systems as ordinary resources, so that clients read and find them; nothing is done where
 * the database has them already. Answers whether anything was written.
 */
export function storeOwnProfiles(own: OwnProfiles, { packages, indexer, limits }: OwnProfilesParts): Promise<boolean> {
  return packages.storeOwn(own, () =>
    own.entries.map(({ type, id }): PutWrite => {
      const content = resourceText(parseJson(own.textOf(type, id), limits))
      const index = indexer.index(type, id, content.resource)
      return { kind: 'put', method: 'PUT', type, id, content, index, expect: { kind: 'any' } }
    }),
  )
}
