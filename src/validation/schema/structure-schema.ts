import { localReference } from './element-names.js'
import { elementSchema, type Making } from './element-schema.js'
import { type ElementNode, type ElementTree, profileOf } from './element-tree.js'
import type { Schema } from './schema.js'
import { isResourceType, type TreeLibrary } from './tree-library.js'

/**
 * The JSON Schema of a structure. For a type it holds what the structure check doesn't know: bindings, invariants, references, extensions. For a
 * profile it holds what its snapshot adds to that of its type. With an element's id it is the schema of that element alone, whose value is a resource.
 * https://hl7.org/fhir/R4/profiling.html
 */
export function structureSchema(tree: ElementTree, library: TreeLibrary, elementId?: string): Schema {
  const root = elementId === undefined ? tree.root : tree.byId.get(elementId)
  if (root === undefined) return {}
  const shared = new Map<string, { readonly key: string; schema: Schema }>()
  const making: Making = { tree, library, shared, isPart: elementId !== undefined, root, referred: referredIds(tree) }
  const type = elementId === undefined ? (tree.structure.type ?? '') : (root.definition.type?.[0]?.code ?? 'Resource')
  const profile = profileOf(tree)
  const isWhole = elementId === undefined || isResourceType(type, library)
  const typeName = isWhole ? type : (root.definition.path ?? type)
  const asked = { node: root, known: knownOf(making, type), type: { code: type }, typeName, profile }
  const body = elementSchema(asked, making)
  const $id = elementId === undefined ? tree.canonical : `${tree.canonical}#${elementId}`
  if (shared.size === 0) return { $id, ...body }
  return { $id, ...body, $defs: Object.fromEntries([...shared.values()].map(({ key, schema }) => [key, schema])) }
}

/** A profile is compared with its type, not with the profile that it derives from: it has to hold without the other. An element inside is compared with that element of its type. */
function knownOf({ tree, root, library, isPart }: Making, type: string): readonly ElementNode[] {
  if (!isPart && profileOf(tree) === undefined) return []
  if (isPart && !isResourceType(type, library)) {
    const inType = library.ofType(tree.structure.type ?? '')?.byId.get(root.definition.path ?? '')
    return inType === undefined ? [root] : [inType]
  }
  const inType = library.ofType(type)
  if (inType === undefined) throw new Error(`The type \`${type}\` of \`${tree.canonical}\` is not known.`)
  return [inType.root]
}

/** Elements that others refer to become functions of their own, since they can hold themselves (`Questionnaire.item`). */
function referredIds(tree: ElementTree): ReadonlySet<string> {
  const ids = [...tree.byId.values()].flatMap(
    ({ definition }) => localReference(definition.contentReference, tree.structure) ?? [],
  )
  return new Set(ids)
}
