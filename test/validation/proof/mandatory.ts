import type { Resource } from '../samples.js'
import type { SnapshotElement } from './validator.js'

/** Keys and indices from a resource to a value. */
export type Path = readonly (string | number)[]

/** An element that a profile asks for, where a resource has it. */
export interface Mandatory {
  /** The element's id in the snapshot: `Patient.name.family`. */
  readonly id: string
  readonly path: Path
}

/**
 * Every element with a minimum that a resource has, once for each place. An element that a slice asks for is left out: it takes the discriminator to know
 * which values are of that slice; the slices themselves are tested by their own examples.
 */
export function mandatoryIn(resource: Resource, snapshot: readonly SnapshotElement[]): readonly Mandatory[] {
  return snapshot
    .filter(({ id = '', path, min = 0 }) => min > 0 && path.includes('.') && !id.includes(':'))
    .flatMap(({ id = '', path }) => placesOf(resource, path.split('.').slice(1)).map((place) => ({ id, path: place })))
}

/** Where a path of the definitions leads in a resource. An element that repeats is one place: its array. */
function placesOf(value: unknown, [name, ...rest]: readonly string[], at: Path = []): readonly Path[] {
  if (name === undefined) return [at]
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => placesOf(item, [name, ...rest], [...at, index]))
  }
  if (typeof value !== 'object' || value === null) return []
  const member = memberOf(value as Resource, name)
  if (member === undefined) return []
  return placesOf((value as Resource)[member], rest, [...at, member])
}

/** `value[x]` as the object has it; undefined where it has none. */
function memberOf(value: Resource, name: string): string | undefined {
  if (!name.endsWith('[x]')) return name in value ? name : undefined
  const stem = name.slice(0, -3)
  return Object.keys(value).find((key) => key.startsWith(stem) && /^[A-Z]/.test(key.slice(stem.length)))
}

/** The resource without what is at a path, and without the `_element` beside it. */
export function without(resource: Resource, path: Path): Resource {
  const copy = structuredClone(resource) as Record<string | number, unknown>
  const [last, ...parents] = [...path].reverse()
  const owner = parents.reverse().reduce((value, key) => value[key] as typeof copy, copy)
  if (last === undefined) return resource
  delete owner[last]
  delete owner[`_${last}`]
  return copy as unknown as Resource
}
