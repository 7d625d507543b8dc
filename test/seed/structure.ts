import type { Definitions } from '../../src/definitions/definitions.js'

const jsonTypes: Readonly<Record<string, string>> = {
  boolean: 'boolean',
  decimal: 'number',
  integer: 'number',
  positiveInt: 'number',
  unsignedInt: 'number',
}

/**
 * What is wrong with a resource by its compiled definition, as `path: sentence`: unknown elements, missing required ones, arrays where one is
 * expected and the reverse, and JSON types that don't fit. It is no validator; it holds what we wrote by hand.
 */
export function structureProblems(definitions: Definitions, resource: object): readonly string[] {
  const type = String((resource as { readonly resourceType?: unknown }).resourceType)
  return objectProblems(definitions, { type, path: type }, resource)
}

interface Place {
  readonly type: string
  readonly path: string
}

function objectProblems(definitions: Definitions, place: Place, value: object): readonly string[] {
  const definition = definitions.type(place.type)
  if (definition === undefined) return [`${place.path}: there is no type ${place.type}`]
  const keys = Object.keys(value).filter((key) => key !== 'resourceType')
  const present = new Set(keys.map((key) => definition.byJsonName.get(key)?.element.name))
  const missing = definition.elements
    .filter(({ min, name }) => min > 0 && !present.has(name))
    .map(({ name }) => `${place.path}.${name}: is required`)
  const members = Object.entries(value).flatMap(([key, member]) => {
    if (key === 'resourceType') return []
    const found = definition.byJsonName.get(key)
    const path = `${place.path}.${key}`
    if (found === undefined) return [`${path}: is no element of ${place.type}`]
    if (Array.isArray(member) !== found.element.max > 1) return [`${path}: array or not does not fit`]
    return [member].flat().flatMap((item) => valueProblems(definitions, { type: found.type, path }, item))
  })
  return [...missing, ...members]
}

function valueProblems(definitions: Definitions, place: Place, value: unknown): readonly string[] {
  const kind = definitions.type(place.type)?.kind
  if (kind !== undefined && kind !== 'primitive-type') {
    if (typeof value !== 'object' || value === null) return [`${place.path}: an object was expected`]
    return objectProblems(definitions, place, value)
  }
  const expected = jsonTypes[place.type] ?? 'string'
  return typeof value === expected ? [] : [`${place.path}: a ${expected} was expected`]
}
