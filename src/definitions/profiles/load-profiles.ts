import type { CanonicalEntry, CanonicalType } from '../canonicals.js'
import { entryOfText } from '../entry.js'
import { readCompiled, readCompiledPart } from '../read-compiled.js'

/** What the build writes as `dist/profiles/index.json`; `profiles.ndjson` beside it has the resources, one a line. */
export interface CompiledProfiles {
  /** The version of Anteroom. */
  readonly version: string
  /** Changes with any byte of a definition. */
  readonly hash: string
  readonly resources: readonly {
    readonly type: CanonicalType
    readonly id: string
    readonly url: string
    readonly version?: string
    readonly offset: number
    readonly length: number
  }[]
}

/** Anteroom's own profiles, extensions, value sets and code systems. */
export interface OwnProfiles {
  /** `anteroom#0.1.0` */
  readonly origin: string
  readonly version: string
  readonly hash: string
  readonly entries: readonly CanonicalEntry[]
  /** The text of an entry, as it is stored and served but for `meta`. */
  readonly textOf: (type: CanonicalType, id: string) => string
}

/** Where the build writes: from `dist/src/definitions/profiles/` to `dist/profiles/`. */
export const profilesFolder = new URL('../../../profiles/', import.meta.url)

/** Opens the compiled profiles: the index only; a resource is read when it is first asked for. Throws where the build has not run. */
export function loadProfiles(folder: URL = profilesFolder): OwnProfiles {
  const { version, hash, resources } = readCompiled<CompiledProfiles>(new URL('index.json', folder))
  const pack = new URL('profiles.ndjson', folder)
  const origin = `anteroom#${version}`
  const places = new Map(resources.map((resource) => [`${resource.type}/${resource.id}`, resource]))
  const textOf: OwnProfiles['textOf'] = (type, id) => {
    const place = places.get(`${type}/${id}`)
    if (place === undefined) throw new Error(`Anteroom defines no \`${type}/${id}\`.`)
    return readCompiledPart(pack, place.offset, place.length)
  }
  const entries = resources.map(({ type, id, url, version: own }) =>
    entryOfText({ type, id, url, version: own, origin }, () => textOf(type, id)),
  )
  return { origin, version, hash, entries, textOf }
}
