import type { ElementDefinition } from '@medplum/fhirtypes'
import type { Node } from './tree.js'

/** Where the trees of other definitions come from. */
export interface Trees {
  /** The tree of the snapshot of a definition; undefined where there is none. Throws a `SnapshotProblem` where it can't be made. */
  treeOf(canonical: string): Node | undefined
  /** The root of a definition, as its snapshot or its differential has it; undefined where there is none. */
  rootOf(canonical: string): ElementDefinition | undefined
  /** The tree that is being changed, as its base has it: content references lead into it. */
  readonly base: Node
}

const core = 'http://hl7.org/fhir/StructureDefinition/'
const fhirType = `${core}structuredefinition-fhir-type`

/**
 * Gives an element the children of its type, of the profile on its type, or of the element that its content reference names, so that a differential
 * can change them. One of several types gets what all of them have. https://hl7.org/fhir/R4/profiling.html#snapshot
 */
export function expand(node: Node, trees: Trees): Node {
  if (node.children.length > 0) return node
  if (node.element.contentReference !== undefined) return expandReference(node, node.element.contentReference, trees)
  return { ...node, children: typeTree(node.element, trees)?.children ?? [] }
}

function typeTree({ type = [] }: ElementDefinition, trees: Trees): Node | undefined {
  const codes = new Set(type.map(({ code }) => code))
  const [only] = type
  if (codes.size !== 1 || only === undefined) return trees.treeOf(`${core}Element`)
  const profiles = type.length === 1 ? (only.profile ?? []) : []
  const [profile] = profiles
  const profiled = profile !== undefined && profiles.length === 1 ? trees.treeOf(profile) : undefined
  return profiled ?? trees.treeOf(typeUrl(only))
}

function typeUrl({ code = 'Element', extension }: NonNullable<ElementDefinition['type']>[number]): string {
  const named = extension?.find(({ url }) => url === fhirType)?.valueUrl ?? code
  if (named.startsWith('http://hl7.org/fhirpath/')) return `${core}Element`
  return named.includes(':') ? named : `${core}${named}`
}

function expandReference(node: Node, reference: string, trees: Trees): Node {
  const path = reference.slice(reference.indexOf('#') + 1)
  const [rootName = '', ...names] = path.split('.')
  const root = trees.base.name === rootName ? trees.base : trees.treeOf(`${core}${rootName}`)
  const target = names.reduce(
    (found: Node | undefined, name) => found?.children.find((child) => child.name === name),
    root,
  )
  if (target === undefined) return node
  const { contentReference: _, ...element } = node.element
  const { type } = target.element
  return { ...node, element: { ...element, ...(type !== undefined && { type }) }, children: target.children }
}
