import type { ValueSet } from '@medplum/fhirtypes'
import { LRUCache } from 'lru-cache'
import type { Canonicals } from '../definitions/canonicals.js'
import { createImplicitValueSets } from './implicit.js'
import { type CompiledSet, compileValueSet } from './value-set.js'

/** Names that were looked up: they come from outside too, so they are bounded. */
const NAMES_MAX = 10_000
/** Implicit sets, whose urls anyone may invent. */
const IMPLICIT_MAX = 500

/** Finds a value set by `url` or `url|version`, taken apart. */
export type ValueSets = (canonical: string) => CompiledSet | undefined

/** The value sets that canonicals hold or a url implies; each is taken apart once. */
export function createValueSets(canonicals: Canonicals): ValueSets {
  const implicitValueSet = createImplicitValueSets(canonicals)
  const byName = new Map<string, CompiledSet>()
  const compiled = new Map<ValueSet, CompiledSet>()
  const implicit = new LRUCache<string, CompiledSet>({ max: IMPLICIT_MAX })
  return (canonical) => {
    const known = byName.get(canonical) ?? implicit.get(canonical)
    if (known !== undefined) return known
    const resource = canonicals.find('ValueSet', canonical)
    if (resource === undefined) {
      const made = implicitValueSet(canonical)
      if (made === undefined) return undefined
      const set = compileValueSet(made)
      implicit.set(canonical, set)
      return set
    }
    const set = compiled.get(resource) ?? compileValueSet(resource)
    compiled.set(resource, set)
    if (byName.size >= NAMES_MAX) byName.clear()
    byName.set(canonical, set)
    return set
  }
}
