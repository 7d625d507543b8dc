import type { CompactElement, CompactType } from '../compact.js'

/**
 * For each resource type the resource types whose definitions have a Reference or canonical that may point to it, the data types that
 * they use included (`Identifier.assigner`). Two things are left out, because with them every type would refer to every other:
 * extensions, whose values may be references to anything, and contained resources, which are types of their own.
 */
export function compileReferrers(
  resourceTypes: readonly string[],
  types: ReadonlyMap<string, CompactType>,
): Readonly<Record<string, readonly string[]>> {
  const hasUrl = new Set(resourceTypes.filter((type) => types.get(type)?.elements.some(({ name }) => name === 'url')))
  const pointsTo = new Map(resourceTypes.map((type) => [type, new Set<string>()]))
  for (const type of resourceTypes) {
    for (const element of elementsWithin(type, types)) {
      for (const target of targetsOf(element, resourceTypes, hasUrl)) pointsTo.get(target)?.add(type)
    }
  }
  return Object.fromEntries([...pointsTo].map(([target, sources]) => [target, [...sources].sort()]))
}

/** Every element of a type and of the backbones and data types inside it. */
function elementsWithin(start: string, types: ReadonlyMap<string, CompactType>): readonly CompactElement[] {
  const seen = new Set([start])
  const found: CompactElement[] = []
  for (const name of seen) {
    for (const element of types.get(name)?.elements ?? []) {
      found.push(element)
      for (const type of element.types) if (type !== 'Extension' && types.get(type)?.kind !== 'resource') seen.add(type)
    }
  }
  return found
}

/** A canonical names a resource by its url, so it can only point to types that have one. */
function targetsOf(
  element: CompactElement,
  resourceTypes: readonly string[],
  hasUrl: ReadonlySet<string>,
): readonly string[] {
  const named = element.targets ?? []
  if (element.types.includes('Reference')) return named.length > 0 ? named : resourceTypes
  if (element.types.includes('canonical')) return named.length > 0 ? named : [...hasUrl]
  return []
}
