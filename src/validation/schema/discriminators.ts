import type { ElementDefinitionSlicingDiscriminator } from '@medplum/fhirtypes'
import type { Condition } from '../slicing/parameters.js'
import { type Cursor, segmentsOf, stepTo } from './discriminator-path.js'
import { isPrimitive, maxOf, typeCode } from './element-names.js'
import { type ElementAsked, exactValue } from './element-rules.js'
import type { ElementNode } from './element-tree.js'
import type { TreeLibrary } from './tree-library.js'

/** How deep a discriminator may look for fixed values below its own element. */
const DEPTH_MAX = 6

export interface Discriminated {
  readonly slice: ElementNode
  /** The unsliced element. */
  readonly asked: ElementAsked
  readonly discriminators: readonly ElementDefinitionSlicingDiscriminator[]
}

/**
 * What tells a slice from others, read from its own constraints where the discriminators lead. Undefined where they say nothing of it: then no
 * value can be told to be of that slice. https://hl7.org/fhir/R4/profiling.html#discriminator
 */
export function conditionsOf(
  { slice, asked, discriminators }: Discriminated,
  library: TreeLibrary,
): readonly Condition[] | undefined {
  const start: Cursor = {
    nodes: [slice],
    inType: [...asked.known, asked.node],
    type: asked.type === undefined ? undefined : typeCode(asked.type),
    path: [],
    exact: undefined,
    isReference: false,
  }
  const conditions = discriminators.flatMap(({ type = 'value', path = '$this' }) => {
    const segments = segmentsOf(path)
    return (segments === undefined ? undefined : sought(start, segments, type, library)) ?? []
  })
  return conditions.length === 0 ? undefined : conditions
}

/** Where no value is fixed along the whole path, it may still tell the slice whether there is one. */
function sought(start: Cursor, segments: readonly string[], kind: string, library: TreeLibrary): Condition | undefined {
  const condition = conditionAt(start, segments, { kind, library })
  const isValue = kind === 'value' || kind === 'pattern'
  return condition ?? (isValue ? conditionAt(start, segments, { kind: 'exists', library }) : undefined)
}

interface Sought {
  readonly kind: string
  readonly library: TreeLibrary
}

function conditionAt(cursor: Cursor, segments: readonly string[], sought: Sought): Condition | undefined {
  const [segment, ...rest] = segments
  if (segment === undefined) return testAt(cursor, sought) ?? ofSlices(cursor, segments, sought)
  const next = stepTo(cursor, segment, sought.library)
  const own = next === undefined ? undefined : conditionAt(next, rest, sought)
  return own ?? ofSlices(cursor, segments, sought)
}

/** Values may be fixed in slices along the path: those that have to be there all hold, or else one of the others does. */
function ofSlices(cursor: Cursor, segments: readonly string[], sought: Sought): Condition | undefined {
  if (cursor.path.length === 0) return undefined
  const found = cursor.nodes
    .flatMap(({ slices }) => slices)
    .flatMap((slice) => {
      const condition = conditionAt({ ...cursor, nodes: [slice] }, segments, sought)
      return condition === undefined ? [] : [{ condition, isRequired: (slice.definition.min ?? 0) > 0 }]
    })
  const required = found.filter(({ isRequired }) => isRequired)
  if (required.length > 0)
    return joined(
      'all',
      required.map(({ condition }) => condition),
    )
  return joined(
    'any',
    found.map(({ condition }) => condition),
  )
}

function joined(kind: 'all' | 'any', conditions: readonly Condition[]): Condition | undefined {
  return conditions.length > 1 ? { kind, conditions } : conditions[0]
}

function testAt(cursor: Cursor, sought: Sought): Condition | undefined {
  switch (sought.kind) {
    case 'value':
    case 'pattern':
      return valueTest(cursor, 0)
    case 'exists':
      return existsTest(cursor)
    case 'type':
      return typeTest(cursor, sought.library)
    case 'profile':
      return profileTest(cursor)
    default:
      return undefined
  }
}

function valueTest(cursor: Cursor, depth: number): Condition | undefined {
  const { nodes, path, exact } = cursor
  if (exact !== undefined) return { ...exact, path }
  for (const { definition } of nodes) {
    const fixed = exactValue(definition, 'fixed')
    if (fixed !== undefined) return { kind: 'fixed', path, values: [fixed.value] }
    const pattern = exactValue(definition, 'pattern')
    if (pattern !== undefined) return { kind: 'pattern', path, values: [pattern.value] }
  }
  const below = depth < DEPTH_MAX ? childTests(cursor, depth) : []
  return joined('all', below) ?? bindingTest(cursor)
}

/** The discriminator may name `code` where the profile fixes `code.coding.code`. */
function childTests(cursor: Cursor, depth: number): readonly Condition[] {
  const [first] = cursor.nodes
  return [...(first?.children.values() ?? [])].flatMap((child): readonly Condition[] => {
    const names = [{ json: child.name }]
    const at: Cursor = { ...cursor, nodes: [child], path: [...cursor.path, { kind: 'child', names }] }
    const own = valueTest(at, depth + 1)
    if (own !== undefined) return own.kind === 'binding' ? [] : [own]
    const required = child.slices.filter(({ definition }) => (definition.min ?? 0) > 0)
    return required.flatMap((slice) => valueTest({ ...at, nodes: [slice] }, depth + 1) ?? [])
  })
}

function bindingTest({ nodes, inType, path }: Cursor): Condition | undefined {
  const valueSetOf = ({ definition: { binding } }: ElementNode) =>
    binding?.strength === 'required' ? binding.valueSet : undefined
  const valueSet = nodes.map(valueSetOf).find((url) => url !== undefined)
  const isOfType = inType.some((node) => valueSetOf(node) === valueSet)
  return valueSet === undefined || isOfType ? undefined : { kind: 'binding', path, valueSet }
}

function existsTest({ nodes, path }: Cursor): Condition | undefined {
  const [first] = nodes
  if (first === undefined || path.length === 0) return undefined
  if (maxOf(first.definition) === 0) return { kind: 'exists', path, exists: false }
  return (first.definition.min ?? 0) > 0 ? { kind: 'exists', path, exists: true } : undefined
}

function typeTest({ nodes, path, isReference }: Cursor, library: TreeLibrary): Condition | undefined {
  const types = (nodes[0]?.definition.type ?? []).map(typeCode).filter((type) => type !== '')
  if (types.length === 0 || (isReference && types.includes('Resource'))) return undefined
  const known = types.filter((type) => isPrimitive(type) || library.ofType(type) !== undefined)
  return known.length === 0 ? undefined : { kind: 'type', path, types: known }
}

function profileTest({ nodes, path }: Cursor): Condition | undefined {
  const profiles = (nodes[0]?.definition.type ?? []).flatMap(({ profile }) => profile ?? [])
  return profiles.length === 0 ? undefined : { kind: 'profile', path, profiles }
}
