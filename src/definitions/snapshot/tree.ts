import type { ElementDefinition } from '@medplum/fhirtypes'
import { addressesOf, type Segment } from './address.js'
import { depthMax, elementsMax, SnapshotProblem } from './problem.js'

/**
 * An element with what stands below it. In a differential it says only what changes; in a snapshot a node without children is one whose children are
 * those of its type. Immutable: a slice is its unsliced element again, with changes, and shares what is the same.
 */
export interface Node {
  /** The last part of the path: `name`, `value[x]`. */
  readonly name: string
  /** Without regard to its `id` and `path`, which `toElements` writes. */
  readonly element: ElementDefinition
  readonly children: readonly Node[]
  /** The slices of this element, reslices (`a/b`) after the one that they divide. */
  readonly slices: readonly Node[]
}

/** Builds the tree of a list of elements; undefined where the list is empty. Throws a `SnapshotProblem` where it is too large. */
export function toTree(elements: readonly ElementDefinition[]): Node | undefined {
  if (elements.length > elementsMax) throw new SnapshotProblem(`It has more than ${elementsMax} elements.`)
  if (elements.some(({ path }) => typeof path !== 'string' || path === ''))
    throw new SnapshotProblem('One of its elements has no path.')
  const root = createDraft({ name: '' })
  for (const { segments, element } of addressesOf(elements)) {
    if (segments.length > depthMax)
      throw new SnapshotProblem(`\`${element.path}\` is more than ${depthMax} levels deep.`)
    const draft = segments.reduce(reach, root)
    draft.element = element
  }
  const [first, second] = root.children.values()
  if (second !== undefined)
    throw new SnapshotProblem(`Its paths begin with \`${first?.segment.name}\` and with \`${second.segment.name}\`.`)
  return first === undefined ? undefined : toNode(first, '')
}

interface Draft {
  readonly segment: Segment
  element: ElementDefinition | undefined
  readonly children: Map<string, Draft>
  readonly slices: Map<string, Draft>
}

const createDraft = (segment: Segment): Draft => ({
  segment,
  element: undefined,
  children: new Map(),
  slices: new Map(),
})

/** Goes one segment down, and makes what isn't there yet: a differential leaves out what it doesn't change. */
function reach(parent: Draft, { name, sliceName }: Segment): Draft {
  const child = within(parent.children, name, { name })
  return sliceName === undefined ? child : within(child.slices, sliceName, { name, sliceName })
}

function within(drafts: Map<string, Draft>, key: string, segment: Segment): Draft {
  const draft = drafts.get(key) ?? createDraft(segment)
  drafts.set(key, draft)
  return draft
}

function toNode({ segment: { name, sliceName }, ...draft }: Draft, above: string): Node {
  const path = above === '' ? name : `${above}.${name}`
  const element = draft.element ?? { path }
  return {
    name,
    element: sliceName === undefined ? element : { ...element, sliceName },
    children: [...draft.children.values()].map((child) => toNode(child, path)),
    slices: [...draft.slices.values()].map((slice) => toNode(slice, above)),
  }
}

/** Writes the tree as the list that a snapshot is, with ids and paths. Throws a `SnapshotProblem` where it grows too long or too deep. */
export function toElements(root: Node): readonly ElementDefinition[] {
  const elements: ElementDefinition[] = []
  const write = (node: Node, path: string, id: string): void => {
    if (elements.length === elementsMax) throw new SnapshotProblem(`It grows to more than ${elementsMax} elements.`)
    elements.push({ ...node.element, id, path })
    for (const child of node.children) write(child, `${path}.${child.name}`, `${id}.${child.name}`)
    for (const slice of node.slices) write(slice, path, `${id}:${slice.element.sliceName}`)
  }
  write(root, root.name, root.name)
  return elements
}
