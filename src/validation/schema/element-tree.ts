import type { ElementDefinition, StructureDefinition } from '@medplum/fhirtypes'
import { baseName, isProfile, typeOfJsonName } from './element-names.js'

/** An element of a snapshot with what stands below it. https://hl7.org/fhir/R4/elementdefinition.html#path */
export interface ElementNode {
  readonly definition: ElementDefinition
  /** The last part of the path, without `[x]`: `value`. */
  readonly name: string
  readonly choice: boolean
  readonly children: ReadonlyMap<string, ElementNode>
  /** In the order of the snapshot. Reslices (`a/b`) stand below their slice. */
  readonly slices: readonly ElementNode[]
  /** Undefined for what is no slice. */
  readonly sliceName: string | undefined
}

/** A snapshot as a tree. */
export interface ElementTree {
  readonly structure: StructureDefinition
  /** `url|version`, for messages and parts. */
  readonly canonical: string
  readonly root: ElementNode
  /** Elements by their id. */
  readonly byId: ReadonlyMap<string, ElementNode>
}

interface Growing extends ElementNode {
  readonly children: Map<string, Growing>
  readonly slices: Growing[]
}

/**
 * Builds the tree of a snapshot from the order of its elements, their paths and slice names; ids are not needed. Undefined where the snapshot is
 * missing or empty.
 */
export function elementTree(structure: StructureDefinition): ElementTree | undefined {
  const [first, ...others] = structure.snapshot?.element ?? []
  if (first === undefined) return undefined
  const root = growing(first, { name: structure.type, choice: false, sliceName: undefined })
  const byId = new Map<string, ElementNode>([[first.id ?? structure.type, root]])
  // The element that was last seen at each depth: what comes deeper next belongs to it.
  const open: Growing[] = [root]
  for (const definition of others) {
    const depth = (definition.path ?? '').split('.').length - 1
    const parent = open[depth - 1]
    if (depth === 0 || parent === undefined) continue
    const node = place(definition, parent)
    open.length = depth
    open[depth] = node
    if (definition.id !== undefined) byId.set(definition.id, node)
  }
  return { structure, canonical: canonicalOf(structure), root, byId }
}

/** `url|version`, as messages and the registry of structures name a StructureDefinition. */
export function canonicalOf({ url, version }: StructureDefinition): string {
  return version === undefined ? `${url}` : `${url}|${version}`
}

/** The url of a profile; undefined for FHIR's own types. */
export const profileOf = ({ structure }: ElementTree): string | undefined =>
  isProfile(structure) ? structure.url : undefined

function growing(definition: ElementDefinition, names: Pick<ElementNode, 'name' | 'choice' | 'sliceName'>): Growing {
  return { definition, ...names, children: new Map(), slices: [] }
}

function place(definition: ElementDefinition, parent: Growing): Growing {
  const { name, choice } = baseName(definition)
  const json = (definition.path ?? '').split('.').at(-1) ?? ''
  const given = definition.sliceName
  // `Observation.valueQuantity` is a slice of `value[x]` whose name is left out.
  const sliceName =
    given ?? (choice && !json.endsWith('[x]') && typeOfJsonName(name, json) !== undefined ? json : undefined)
  if (sliceName === undefined) {
    const node = growing(definition, { name, choice, sliceName })
    parent.children.set(name, node)
    return node
  }
  const whole = parent.children.get(name) ?? impliedWhole(definition, parent)
  const node = growing(definition, { name, choice, sliceName })
  ownerOf(whole, sliceName).slices.push(node)
  return node
}

/** The unsliced element of a slice that stands alone in its snapshot: nothing is asked of it. */
function impliedWhole(definition: ElementDefinition, parent: Growing): Growing {
  const { name, choice } = baseName(definition)
  const { base } = definition
  const open: ElementDefinition = {
    path: definition.path,
    min: 0,
    max: base?.max ?? '*',
    ...(base === undefined ? {} : { base }),
  }
  const node = growing(open, { name, choice, sliceName: undefined })
  parent.children.set(name, node)
  return node
}

/** A reslice `a/b` belongs to the slice `a`. https://hl7.org/fhir/R4/profiling.html#reslicing */
function ownerOf(whole: Growing, sliceName: string): Growing {
  const slash = sliceName.lastIndexOf('/')
  if (slash === -1) return whole
  const above = sliceName.slice(0, slash)
  return everySlice(whole).find((slice) => slice.sliceName === above) ?? whole
}

const everySlice = (node: Growing): readonly Growing[] => node.slices.flatMap((slice) => [slice, ...everySlice(slice)])
