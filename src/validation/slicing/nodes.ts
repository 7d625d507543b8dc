import type { JsonRecord } from '../check.js'
import { entryFrame } from '../frames.js'
import { resolveReference } from '../rules/resolve.js'
import type { Frame, Spot } from '../run.js'
import { isRecord } from '../shapes.js'
import type { Step } from './parameters.js'

/** A value that a discriminator's path led to. */
export interface FoundNode {
  readonly value: unknown
  /** Its type, where the path or the value tells. */
  readonly type: string | undefined
  readonly spot: Spot
}

/** All values that a path leads to from one. */
export function nodesAt(start: FoundNode, path: readonly Step[]): readonly FoundNode[] {
  let nodes: readonly FoundNode[] = [start]
  for (const step of path) nodes = nodes.flatMap((node) => stepFrom(node, step))
  return nodes
}

/** The value itself as a node: a resource says what type it is, and stands in a frame of its own. */
export function startNode(value: unknown, type: string | undefined, { frame, pointer }: Spot): FoundNode {
  if (!isRecord(value) || typeof value.resourceType !== 'string') return { value, type, spot: { frame, pointer } }
  const own = value === frame.resource ? frame : entryFrame(frame, value, pointer)
  return { value, type: value.resourceType, spot: { frame: own, pointer } }
}

function stepFrom(node: FoundNode, step: Step): readonly FoundNode[] {
  const { value, spot } = node
  if (step.kind === 'ofType') return node.type === step.type ? [node] : []
  if (!isRecord(value)) return []
  if (step.kind === 'child') return step.names.flatMap(({ json, type }) => children(value, json, type, spot))
  if (step.kind === 'extension') {
    const extensions = children(value, 'extension', 'Extension', spot)
    return extensions.filter(({ value: extension }) => isRecord(extension) && extension.url === step.url)
  }
  return target(value, spot)
}

function children(owner: JsonRecord, json: string, type: string | undefined, spot: Spot): readonly FoundNode[] {
  const value = owner[json]
  if (value === undefined || value === null) return []
  const pointer = `${spot.pointer}/${json}`
  if (!Array.isArray(value)) return [startNode(value, type, { frame: spot.frame, pointer })]
  return value.map((item: unknown, index) =>
    startNode(item, type, { frame: spot.frame, pointer: `${pointer}/${index}` }),
  )
}

/** Where a reference leads; a canonical leads nowhere. What only the store has is asked for. */
function target(value: JsonRecord, { frame, pointer }: Spot): readonly FoundNode[] {
  if (typeof value.reference !== 'string') return []
  const resource = resolveReference(frame, value.reference)
  if (resource === undefined) return []
  const type = typeof resource.resourceType === 'string' ? resource.resourceType : undefined
  return [{ value: resource, type, spot: { frame: frameOfTarget(frame, resource), pointer } }]
}

function frameOfTarget(frame: Frame, resource: JsonRecord): Frame {
  const { contained } = frame.rootResource
  const isContained = Array.isArray(contained) && contained.includes(resource)
  return { ...frame, resource, rootResource: isContained ? frame.rootResource : resource }
}
