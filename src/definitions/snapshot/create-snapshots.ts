import type { ElementDefinition, StructureDefinition } from '@medplum/fhirtypes'
import type { Canonicals } from '../canonicals.js'
import { applyChange } from './apply.js'
import type { Trees } from './expand.js'
import { withSource } from './merge.js'
import { depthMax, SnapshotProblem } from './problem.js'
import { type Node, toElements, toTree } from './tree.js'

/** A definition with its snapshot, or the sentence that says why there can't be one. */
export type SnapshotResult = { readonly structure: StructureDefinition } | { readonly error: string }

export type Snapshots = (structure: StructureDefinition) => SnapshotResult

/**
 * Makes snapshots where a definition comes with a differential only; one that has a snapshot is answered as it is. What was made is remembered by
 * the definition itself. Never throws. https://hl7.org/fhir/R4/profiling.html#snapshot
 */
export function createSnapshots(canonicals: Canonicals): Snapshots {
  const results = new WeakMap<StructureDefinition, SnapshotResult>()
  const trees = new WeakMap<StructureDefinition, Node>()
  /** The definitions that are being made: each waits for the next one. */
  const open = new Set<StructureDefinition>()

  const treeOf = (canonical: string): Node | undefined => {
    const found = canonicals.find('StructureDefinition', canonical)
    if (found === undefined) return undefined
    if (open.has(found)) throw new SnapshotProblem(`It stands on \`${canonical}\`, which refers to itself.`)
    const result = snapshot(found)
    if ('error' in result) throw new SnapshotProblem(result.error)
    const tree = trees.get(found) ?? treeOfSnapshot(result.structure)
    if (tree !== undefined) trees.set(found, tree)
    return tree
  }
  const snapshot = (structure: StructureDefinition): SnapshotResult => {
    const known = results.get(structure)
    if (known !== undefined) return known
    open.add(structure)
    const result = attempt(structure, { treeOf, rootOf }, open.size)
    open.delete(structure)
    // What failed inside a circle may be well when asked for by itself.
    if (!('error' in result) || open.size === 0) results.set(structure, result)
    return result
  }
  const rootOf = (canonical: string): ElementDefinition | undefined => {
    const found = canonicals.find('StructureDefinition', canonical)
    const [root] = (found?.snapshot ?? found?.differential)?.element ?? []
    return found === undefined || root === undefined ? undefined : withSource(root, found.url)
  }
  return snapshot
}

const elementsIn = (view: StructureDefinition['snapshot']): readonly ElementDefinition[] => view?.element ?? []

const treeOfSnapshot = ({ url, snapshot }: StructureDefinition): Node | undefined =>
  toTree(elementsIn(snapshot).map((element) => withSource(element, url)))

type Lookups = Pick<Trees, 'treeOf' | 'rootOf'>

function attempt(structure: StructureDefinition, lookups: Lookups, depth: number): SnapshotResult {
  const named = `\`${structure.url ?? structure.name}\``
  try {
    if (elementsIn(structure.snapshot).length > 0) return { structure }
    if (depth > depthMax) throw new SnapshotProblem(`It stands on more than ${depthMax} other definitions.`)
    return { structure: { ...structure, snapshot: { element: [...elementsOf(structure, lookups)] } } }
  } catch (problem) {
    const reason = problem instanceof SnapshotProblem ? problem.message : `It can't be read (${String(problem)}).`
    return { error: `The snapshot of ${named} can't be made: ${reason}` }
  }
}

function elementsOf(structure: StructureDefinition, lookups: Lookups): readonly ElementDefinition[] {
  const { url, type, derivation = 'constraint' } = structure
  const change = toTree(elementsIn(structure.differential))
  const base = baseOf(structure, lookups)
  const name = derivation === 'specialization' ? (change?.name ?? type) : base.name
  if (change !== undefined && change.name !== name)
    throw new SnapshotProblem(`Its differential is about \`${change.name}\`, its base about \`${base.name}\`.`)
  const start = { ...base, name }
  if (change === undefined) return toElements(start)
  return toElements(applyChange(start, change, { source: url, derivation, place: 'elsewhere', base, ...lookups }))
}

/** What logical models stand on: R4 names it (from R5 on it is a definition) and says nothing of it. */
const nothing = 'http://hl7.org/fhir/StructureDefinition/Base'

function baseOf({ baseDefinition, type, derivation }: StructureDefinition, lookups: Lookups): Node {
  if (baseDefinition === undefined) throw new SnapshotProblem('It names no base (`baseDefinition`).')
  const base = lookups.treeOf(baseDefinition)
  if (base !== undefined) return base
  if (baseDefinition !== nothing || derivation !== 'specialization')
    throw new SnapshotProblem(`Its base \`${baseDefinition}\` is unknown.`)
  return { name: type, element: { path: type, min: 0, max: '*' }, children: [], slices: [] }
}
