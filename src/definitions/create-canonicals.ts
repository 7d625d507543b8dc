import { parseCanonical } from '../fhir/canonical.js'
import type { CanonicalEntry, Canonicals, CanonicalType } from './canonicals.js'
import { compareVersions, isVersion } from './compare-versions.js'

/** All versions of one url: `newest` first, and the one that is meant where no version is named. */
interface Versions {
  readonly newest: readonly CanonicalEntry[]
  readonly preferred: CanonicalEntry
}

type Registry = ReadonlyMap<string, Versions>

/**
 * One registry out of layers, the strongest last: R4's own, Anteroom's profiles, packages, what clients stored. Where no version is named, the last
 * layer that knows the url decides, by its newest version; where two layers have the same version, the last one's is the one. Each type is
 * put in order when it is first asked for.
 */
export function createCanonicals(layers: readonly (readonly CanonicalEntry[])[]): Canonicals {
  const registries = new Map<CanonicalType, Registry>()
  const registryOf = (type: CanonicalType): Registry => {
    const registry = registries.get(type) ?? createRegistry(layers, type)
    registries.set(type, registry)
    return registry
  }
  const entry = <T extends CanonicalType>(type: T, canonical: string) => {
    const registry = registryOf(type)
    // A few urls have a version in themselves: what is written out in full is looked up first.
    const literal = registry.get(canonical)
    if (literal !== undefined) return literal.preferred as CanonicalEntry<T>
    const { url, version } = parseCanonical(canonical)
    return choose(registry.get(url), version) as CanonicalEntry<T> | undefined
  }
  const lists = new Map<CanonicalType, readonly CanonicalEntry[]>()
  const list = (type: CanonicalType): readonly CanonicalEntry[] => {
    const entries = lists.get(type) ?? listOf(registryOf(type))
    lists.set(type, entries)
    return entries
  }
  return {
    entry,
    find: (type, canonical) => entry(type, canonical)?.load(),
    list: <T extends CanonicalType>(type: T) => list(type) as readonly CanonicalEntry<T>[],
    versions: <T extends CanonicalType>(type: T, url: string) =>
      (registryOf(type).get(url)?.newest ?? []) as readonly CanonicalEntry<T>[],
  }
}

/**
 * The version itself, else the newest that begins with it, else the one of the package of that version: R4's own profiles say `v3-NullFlavor|4.0.1`
 * of what has a date for a version.
 */
function choose(versions: Versions | undefined, version: string | undefined): CanonicalEntry | undefined {
  if (versions === undefined || version === undefined) return versions?.preferred
  return (
    versions.newest.find((entry) => entry.version === version) ??
    versions.newest.find((entry) => isVersion(entry.version, version)) ??
    versions.newest.find((entry) => entry.origin.endsWith(`#${version}`))
  )
}

function createRegistry(layers: readonly (readonly CanonicalEntry[])[], type: CanonicalType): Registry {
  const registry = new Map<string, Versions>()
  for (const layer of layers) {
    for (const [url, entries] of byUrl(layer, type)) {
      const newest = entries.length === 1 ? entries : sorted(entries)
      const [preferred] = newest
      if (preferred === undefined) continue
      const older = registry.get(url)?.newest
      registry.set(url, { preferred, newest: older === undefined ? newest : sorted([...older, ...newest]) })
    }
  }
  return registry
}

function byUrl(layer: readonly CanonicalEntry[], type: CanonicalType): ReadonlyMap<string, readonly CanonicalEntry[]> {
  const found = new Map<string, CanonicalEntry[]>()
  for (const entry of layer) {
    if (entry.type !== type || entry.url === '') continue
    const others = found.get(entry.url)
    if (others === undefined) found.set(entry.url, [entry])
    else others.push(entry)
  }
  return found
}

/** Newest first; of the same version the last one alone. */
function sorted(entries: readonly CanonicalEntry[]): readonly CanonicalEntry[] {
  const distinct = new Map(entries.map((entry) => [entry.version, entry]))
  return [...distinct.values()].sort((a, b) => compareVersions(b.version, a.version))
}

const listOf = (registry: Registry): readonly CanonicalEntry[] =>
  [...registry.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, { newest }]) => newest)
