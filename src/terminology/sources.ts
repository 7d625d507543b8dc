import type { CodeSystem } from '@medplum/fhirtypes'
import type { Canonicals } from '../definitions/canonicals.js'
import { formatCanonical } from '../fhir/canonical.js'
import type { CodeSystemSource } from './code-system-source.js'
import { createLocalSource } from './local-source.js'
import { createSpecialSources } from './special/special.js'

/** Finds what the database keeps of a code system; undefined where it keeps nothing. */
export type StoredSources = (url: string, version: string | undefined) => CodeSystemSource | undefined

/** A source, and whether it is of the version that was asked for. */
export interface FoundSource {
  readonly source: CodeSystemSource
  readonly version: 'asked' | 'other'
}

/** Every code system that can be asked: those of the database, of resources, and of algorithms. */
export interface Sources {
  /** The newest version, or the one that is named. */
  find(url: string, version?: string): CodeSystemSource | undefined
  /** The named version, or another where that one is absent. */
  nearest(url: string, version: string | undefined): FoundSource | undefined
}

/** The package of R4 itself; its only supplement is an example. */
const coreOrigin = /^hl7\.fhir\.r4\.core(#|$)/

/**
 * Looks in this order: what was loaded into the database, complete CodeSystem resources, algorithms, and resources that hold a part of their system. A source is made once.
 */
export function createSources(canonicals: Canonicals, stored: StoredSources = () => undefined): Sources {
  const special = createSpecialSources()
  const newest = new Map<string, CodeSystemSource>()
  const made = new Map<CodeSystem, CodeSystemSource>()
  let supplements: ReadonlyMap<string, readonly CodeSystem[]> | undefined

  const localOf = (codeSystem: CodeSystem): CodeSystemSource => {
    const known = made.get(codeSystem)
    if (known !== undefined) return known
    supplements ??= supplementsOf(canonicals)
    const source = createLocalSource(codeSystem, supplements.get(codeSystem.url ?? '') ?? [])
    made.set(codeSystem, source)
    return source
  }
  const look = (url: string, version: string | undefined): CodeSystemSource | undefined => {
    const kept = stored(url, version)
    if (kept !== undefined) return kept
    const resource = canonicals.find('CodeSystem', formatCanonical({ url, version }))
    const hasConcepts = resource?.concept !== undefined && resource.content !== 'supplement'
    if (hasConcepts && resource.content === 'complete') return localOf(resource)
    const algorithm = version === undefined ? special(url) : undefined
    return algorithm ?? (hasConcepts ? localOf(resource) : undefined)
  }
  const find = (url: string, version?: string): CodeSystemSource | undefined => {
    if (version !== undefined) return look(url, version)
    const known = newest.get(url)
    if (known !== undefined) return known
    const source = look(url, undefined)
    if (source !== undefined) newest.set(url, source)
    return source
  }
  return {
    find,
    nearest: (url, version) => {
      const asked = find(url, version)
      if (asked !== undefined) return { source: asked, version: 'asked' }
      const other = version === undefined ? undefined : find(url)
      if (other === undefined) return undefined
      // An algorithm has no versions: whichever is named, it is this one.
      return { source: other, version: other.version === undefined ? 'asked' : 'other' }
    },
  }
}

/** Supplements by the url of what they add to. https://hl7.org/fhir/R4/codesystem.html#supplements */
function supplementsOf(canonicals: Canonicals): ReadonlyMap<string, readonly CodeSystem[]> {
  const found = new Map<string, CodeSystem[]>()
  for (const entry of canonicals.list('CodeSystem')) {
    if (coreOrigin.test(entry.origin)) continue
    const codeSystem = entry.load()
    const url = codeSystem.content === 'supplement' ? codeSystem.supplements?.split('|', 1)[0] : undefined
    if (url === undefined) continue
    const list = found.get(url)
    if (list === undefined) found.set(url, [codeSystem])
    else list.push(codeSystem)
  }
  return found
}
