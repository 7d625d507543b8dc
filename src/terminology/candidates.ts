import type { Sources } from './sources.js'
import type { CompiledSet } from './value-set.js'

/** A code that a set may hold; whether it does is for `memberOf` to say. */
export interface Candidate {
  readonly system: string
  readonly version: string | undefined
  readonly code: string
}

/**
 * The codes that a set's rules name or that the systems of its rules have, without repetition; up to `max`, then undefined. Undefined also where a system isn't in
 * memory or cannot be listed.
 */
export function candidatesOf(
  set: CompiledSet,
  sources: Sources,
  setOf: (canonical: string) => CompiledSet | undefined,
  max: number,
): readonly Candidate[] | undefined {
  const found = new Map<string, Candidate>()
  const seen = new Set<CompiledSet>([set])
  for (const each of seen) {
    for (const { system, version, listed, imports } of each.includes) {
      if (system === undefined) {
        // Every import has to hold the code, so the first alone names all that can be.
        const imported = setOf(imports[0] ?? '')
        if (imported !== undefined) seen.add(imported)
        continue
      }
      const local = sources.nearest(system, version)?.source
      if (listed === undefined && (local?.local === undefined || local.content === 'grammar')) return undefined
      if (listed === undefined && (local?.local?.size ?? 0) > max) return undefined
      const codes = listed?.keys() ?? [...(local?.local?.all() ?? [])].map(({ code }) => code)
      for (const code of codes) found.set(`${system}\n${code}`, { system, version, code })
      if (found.size > max) return undefined
    }
  }
  return [...found.values()]
}
