import type { Queryable } from '../../database/database.js'
import { compareVersions } from '../../definitions/compare-versions.js'
import type { CodeSystemSource } from '../code-system-source.js'
import { findConcepts, findDescents } from './find.js'
import { fulfilAll } from './fulfil.js'
import { selectConcepts } from './select.js'
import { readSystems, type StoredSystem } from './stored-system.js'

/** The code systems that the database keeps. */
export interface StoredSources {
  /** All of them: by url, the newest version first. One statement; whoever keeps the answer asks again when the epoch changes. */
  list(queryable: Queryable): Promise<readonly CodeSystemSource[]>
  /** One of them; without version the newest, undefined where it isn't kept. */
  source(asked: AskedSystem, queryable: Queryable): Promise<CodeSystemSource | undefined>
}

/** A system that is asked for. */
export interface AskedSystem {
  readonly url: string
  readonly version?: string | undefined
}

/** The source of one version of a system; what it knows of the system itself never changes. */
export function createStoredSource(practice: number, system: StoredSystem): CodeSystemSource {
  return {
    url: system.url,
    version: system.version,
    name: system.name,
    content: system.content,
    caseSensitive: system.caseSensitive,
    local: undefined,
    find: (codes, queryable) => findConcepts({ practice, system, queryable }, codes),
    descends: (pairs, queryable) => findDescents({ practice, system, queryable }, pairs),
    fulfils: (codes, filters, queryable) => fulfilAll({ practice, system, queryable }, codes, filters),
    select: (query, queryable) => selectConcepts({ practice, system, queryable }, query),
  }
}

/** By url; of one url the newest version first, of one version the one that came last. */
export function newestFirst(systems: readonly StoredSystem[]): readonly StoredSystem[] {
  const order = (a: StoredSystem, b: StoredSystem): number =>
    a.url === b.url ? compareVersions(b.version, a.version) || b.id - a.id : a.url < b.url ? -1 : 1
  const sorted = [...systems].sort(order)
  // Two imports of a version that ended at the same time are both active until the next cleaning.
  return sorted.filter(({ url, version }, at) => url !== sorted[at - 1]?.url || version !== sorted[at - 1]?.version)
}

/** Makes the sources of a practice. */
export function createStoredSources({ practice }: { readonly practice: number }): StoredSources {
  const list: StoredSources['list'] = async (queryable) =>
    newestFirst(await readSystems(queryable, practice)).map((system) => createStoredSource(practice, system))
  return {
    list,
    source: async ({ url, version }, queryable) =>
      (await list(queryable)).find(
        (source) => source.url === url && (version === undefined || source.version === version),
      ),
  }
}
