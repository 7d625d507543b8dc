import type { ElementDefinition } from '@medplum/fhirtypes'
import { spellOut, typeOfName } from './choice.js'
import { expand, type Trees } from './expand.js'
import { mergeElement } from './merge.js'
import { SnapshotProblem } from './problem.js'
import { profiled } from './profiled.js'
import type { Node } from './tree.js'

/** What the changes of one differential need to know. */
export interface Changes extends Trees {
  /** The url of the definition whose differential is applied. */
  readonly source: string
  /** A profile may only constrain what its base has; a specialization (a new type) adds elements. */
  readonly derivation: 'constraint' | 'specialization'
  readonly place: 'within slice' | 'elsewhere'
}

/** The tree after the changes of a differential. Throws a `SnapshotProblem` where it speaks of an element that there is not. */
export function applyChange(base: Node, change: Node, changes: Changes): Node {
  const element = mergeElement(profiled(base.element, change.element, changes), change.element, changes.source)
  const unsliced = applyChildren({ ...base, element }, change.children, changes)
  return change.slices.length === 0
    ? unsliced
    : applySlices(base, unsliced, change, { ...changes, place: 'within slice' })
}

function applyChildren(node: Node, children: readonly Node[], changes: Changes): Node {
  if (children.length === 0) return node
  const expanded = expand(node, changes)
  const place = expanded === node ? changes.place : 'elsewhere'
  const spelled = new Map(spellOut(children, expanded.children, place).map((child) => [child.name, child]))
  const changed = expanded.children.map((child) => {
    const change = spelled.get(child.name)
    spelled.delete(child.name)
    return change === undefined ? child : applyChange(child, change, { ...changes, place })
  })
  return { ...expanded, children: [...changed, ...[...spelled.values()].map((child) => added(child, changes))] }
}

/** An element that the base doesn't have: new in a specialization, wrong in a profile. */
function added(change: Node, changes: Changes): Node {
  const { path, min = 0, max = '1' } = change.element
  if (changes.derivation === 'constraint')
    throw new SnapshotProblem(`Its differential constrains \`${path}\`, which its base doesn't have.`)
  const start: Node = { name: change.name, element: { path, base: { path, min, max } }, children: [], slices: [] }
  const element = mergeElement(start.element, change.element, changes.source)
  const [children, slices] = [change.children, change.slices].map((below) => below.map((one) => added(one, changes)))
  return { ...start, element, children: children ?? [], slices: slices ?? [] }
}

const byUrl = { discriminator: [{ type: 'value' as const, path: 'url' }], ordered: false, rules: 'open' as const }
const byType = { discriminator: [{ type: 'type' as const, path: '$this' }], ordered: false, rules: 'open' as const }

/** What slices are told apart by where nobody says it: extensions by their url, choices by their type. */
function impliedSlicing({ name, element }: Node): ElementDefinition {
  if (element.slicing !== undefined) return element
  if (name === 'extension' || name === 'modifierExtension') return { ...element, slicing: byUrl }
  return name.endsWith('[x]') ? { ...element, slicing: byType } : element
}

type Slices = ReadonlyMap<string, Node>

const nameOf = ({ element: { sliceName = '' } }: Node): string => sliceName

function applySlices(base: Node, unsliced: Node, change: Node, changes: Changes): Node {
  const slices = new Map(unsliced.slices.map((slice) => [nameOf(slice), slice]))
  for (const slice of change.slices) {
    const before = slices.get(nameOf(slice)) ?? newSlice({ base, unsliced, slices, slice })
    slices.set(nameOf(slice), applyChange(before, slice, changes))
  }
  return { ...unsliced, element: impliedSlicing(unsliced), slices: inOrder(slices) }
}

/** The slice that a reslice (`a/b`) divides. */
function parentOf(name: string, slices: Slices): Node | undefined {
  const slash = name.lastIndexOf('/')
  return slash === -1 ? undefined : slices.get(name.slice(0, slash))
}

function pushed(nodes: Node[], node: Node): Node[] {
  nodes.push(node)
  return nodes
}

/** Reslices stand after the slice that they divide. */
function inOrder(slices: Slices): readonly Node[] {
  const first: Node[] = []
  const divided = new Map<Node, Node[]>()
  for (const slice of slices.values()) {
    const parent = parentOf(nameOf(slice), slices)
    if (parent === undefined) first.push(slice)
    else divided.set(parent, pushed(divided.get(parent) ?? [], slice))
  }
  const withReslices = (slice: Node): readonly Node[] => [slice, ...(divided.get(slice) ?? []).flatMap(withReslices)]
  return first.flatMap(withReslices)
}

/** What a new slice begins with, and what is there beside it. */
interface NewSlice {
  readonly base: Node
  readonly unsliced: Node
  readonly slices: Slices
  readonly slice: Node
}

/**
 * A slice begins as the base has what it divides, but nobody has to have one. What this differential says of the unsliced element counts for every
 * slice without being said again, as in the snapshots that others publish; but its types are taken over, since children may depend on them.
 */
function newSlice({ base, unsliced, slices, slice }: NewSlice): Node {
  const parent = parentOf(nameOf(slice), slices)
  const { slicing: _, ...element } = (parent ?? base).element
  const implied = slice.element.type === undefined ? typeOfName(unsliced, nameOf(slice)) : undefined
  const types = implied === undefined ? (parent ?? unsliced).element.type : [implied]
  const start = { ...element, min: 0, ...(types !== undefined && { type: types }) }
  return { ...(parent ?? base), element: start, slices: [] }
}
