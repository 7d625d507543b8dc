import { isPlain, isPrimitive, localReference, typeCode } from './element-names.js'
import { type ElementAsked, elementRules } from './element-rules.js'
import { type ElementNode, type ElementTree, profileOf } from './element-tree.js'
import { objectSchema } from './object-schema.js'
import type { RuleLists, Schema } from './schema.js'
import { isResourceType, type TreeLibrary } from './tree-library.js'

/** What one structure's schema is made with. */
export interface Making {
  readonly tree: ElementTree
  readonly library: TreeLibrary
  readonly root: ElementNode
  /** True where the schema is that of an element inside, whose value is a resource of its own. */
  readonly isPart: boolean
  /** Ids of elements that others refer to. */
  readonly referred: ReadonlySet<string>
  /** Their schemas, which become `$defs`. */
  readonly shared: Map<string, { readonly key: string; schema: Schema }>
}

/** Everything that is asked of one value of an element: its rules, and its children. */
export function elementSchema(asked: ElementAsked, making: Making): Schema {
  const { node } = asked
  const target = localReference(node.definition.contentReference, making.tree.structure)
  if (target !== undefined) {
    return { ...elementRules(asked, making.library), ...sharedSchema(target, making), ...objectSchema(asked, making) }
  }
  const { id } = node.definition
  if (id !== undefined && node !== making.root && making.referred.has(id)) return sharedSchema(id, making)
  return bodySchema(asked, making)
}

function bodySchema(asked: ElementAsked, making: Making): Schema {
  const { invariant, ...others } = elementRules(asked, making.library)
  const isAsked = invariant === undefined || isAskedOutside(asked, making)
  const rules = { ...others, ...(isAsked ? {} : { invariant }), ...typeRules(asked, making) }
  if (isPartResource(asked, making)) {
    const { id } = asked.node.definition
    return id === undefined ? rules : { ...rules, part: [{ structure: making.tree.canonical, element: id }] }
  }
  return { ...rules, ...objectSchema(asked, making) }
}

/**
 * The invariants of an element that holds a resource are asked where the element stands, since `%resource` is the resource around it then; the schema of
 * what is inside leaves them out. https://hl7.org/fhir/R4/fhirpath.html#variables
 */
const isAskedOutside = ({ node, type }: ElementAsked, { root, isPart, library }: Making): boolean =>
  isPart && node === root && type !== undefined && isResourceType(typeCode(type), library)

/** A resource inside a resource is judged in a frame of its own, so what a profile asks of its elements is a schema of its own. */
function isPartResource({ node, type }: ElementAsked, { root, library }: Making): boolean {
  return node !== root && node.children.size > 0 && type !== undefined && isResourceType(typeCode(type), library)
}

/** The `$ref` to an element that others refer to; its schema is made once, and may hold itself. */
function sharedSchema(id: string, making: Making): Schema {
  const { shared, tree, library } = making
  const made = shared.get(id)
  if (made !== undefined) return { $ref: `#/$defs/${made.key}` }
  const node = tree.byId.get(id)
  if (node === undefined) return {}
  const entry: { readonly key: string; schema: Schema } = { key: `element${shared.size}`, schema: {} }
  shared.set(id, entry)
  const profile = profileOf(tree)
  const inType = profile !== undefined ? library.ofType(tree.structure.type ?? '')?.byId.get(id) : undefined
  const known = inType === undefined ? [] : [inType]
  entry.schema = bodySchema({ node, known, type: undefined, typeName: id, profile }, making)
  return { $ref: `#/$defs/${entry.key}` }
}

/** What a type asks of every value, whatever its definition says: only FHIR's own types have these rules, profiles leave them to their type. */
function typeRules({ node, known, type }: ElementAsked, making: Making): RuleLists {
  if (known.length > 0) return {}
  const code = type === undefined ? '' : typeCode(type)
  if (node === making.root) return rootRules(node, code)
  if (code === 'xhtml') return { narrative: [{}] }
  if (isPlain(node.definition) || code === '' || isPrimitive(code)) return {}
  if (isResourceType(code, making.library))
    return { resource: [{ kind: node.name === 'contained' ? 'contained' : 'entry' }] }
  if (code === 'Extension') {
    return { extension: [{ modifier: node.name === 'modifierExtension' }], fhirType: [{ type: code }] }
  }
  return node.children.size > 0 ? {} : { fhirType: [{ type: code }] }
}

const quantities = new Set(['Quantity', 'Age', 'Count', 'Distance', 'Duration'])

function rootRules(node: ElementNode, code: string): RuleLists {
  return {
    ...(node.children.has('contained') ? { contained: [{}] } : {}),
    ...(code === 'Bundle' ? { bundle: [{}] } : {}),
    ...(code === 'Coding' ? { coding: [{}] } : {}),
    ...(code === 'Identifier' ? { identifier: [{}] } : {}),
    ...(code === 'Attachment' ? { attachment: [{}] } : {}),
    ...(quantities.has(code) ? { quantity: [{}] } : {}),
  }
}
