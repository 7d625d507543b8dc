import type { ElementDefinition } from '@medplum/fhirtypes'
import { choiceName, isPlain, isPrimitive, maxOf, repeats, typeCodes } from './element-names.js'
import type { ElementNode } from './element-tree.js'

/** How often an element may occur in an object. */
export interface Cardinality {
  /** `value[x]`, `component`. */
  readonly element: string
  /** How JSON writes it: one name, or those of the choice's types. */
  readonly names: readonly string[]
  /** The names that the profile keeps, where those are fewer. */
  readonly wanted?: readonly string[]
  readonly min: number
  /** Left out for `*`. */
  readonly max?: number
  /** The slice that it counts. Of an element that repeats, slices are counted where it occurs: then this holds only where the element is absent. */
  readonly slice?: string
  readonly whenAbsent?: true
}

/** A choice that a profile keeps for some of its types. */
export interface ChoiceTypes {
  readonly element: string
  readonly allowed: readonly string[]
  readonly denied: readonly string[]
}

/** A node, and those whose constraints are judged by others. */
export interface Compared {
  readonly node: ElementNode
  readonly known: readonly ElementNode[]
}

/** How the element is called in sentences. */
export const elementName = ({ name, choice }: ElementNode): string => (choice ? `${name}[x]` : name)

/** The JSON names of an element in the types of a definition. */
export function jsonNames({ name, choice }: ElementNode, definition: ElementDefinition): readonly string[] {
  return choice ? typeCodes(definition).map((type) => choiceName(name, type)) : [name]
}

/** The element as the type defines it: the first that is known. */
export const typeNode = ({ node, known }: Compared): ElementNode => known[0] ?? node

/** True for what JSON writes as an array. */
export const isMany = (compared: Compared): boolean => repeats(typeNode(compared).definition)

/** True where the element has an `_element` in JSON. */
export const isPrimitiveElement = (node: ElementNode, type: string | undefined): boolean =>
  type !== undefined && isPrimitive(type) && !isPlain(node.definition)

/** What a profile asks of an element's occurrence beyond its type: nothing or one entry. What a type asks is the structure check's matter. */
export function cardinalityOf(compared: Compared): readonly Cardinality[] {
  const { node, known } = compared
  if (known.length === 0) return []
  const { definition } = node
  const min = definition.min ?? 0
  const max = maxOf(definition)
  const isStricter =
    min > Math.max(...known.map((other) => other.definition.min ?? 0)) ||
    max < Math.min(...known.map((other) => maxOf(other.definition)))
  if (!isStricter) return []
  const wanted = jsonNames(node, definition)
  const names = [...new Set([...wanted, ...jsonNames(node, typeNode(compared).definition)])]
  const fewer = wanted.length > 0 && wanted.length < names.length ? { wanted } : {}
  return [{ element: elementName(node), names, ...fewer, min, ...(Number.isFinite(max) ? { max } : {}) }]
}

/** The types of a choice that a profile leaves out. */
export function choiceTypesOf(compared: Compared): readonly ChoiceTypes[] {
  const { node, known } = compared
  const inType = typeNode(compared)
  if (!node.choice || known.length === 0 || maxOf(node.definition) === 0) return []
  const allowed = allowedNames(node)
  const denied = jsonNames(node, inType.definition).filter((name) => !allowed.includes(name))
  return allowed.length === 0 || denied.length === 0 ? [] : [{ element: elementName(node), allowed, denied }]
}

/** A closed slicing of a choice allows the types of its slices only. https://hl7.org/fhir/R4/profiling.html#slicing */
function allowedNames(node: ElementNode): readonly string[] {
  const names = jsonNames(node, node.definition)
  if (node.definition.slicing?.rules !== 'closed' || node.slices.length === 0) return names
  const sliced = new Set(node.slices.flatMap((slice) => jsonNames(slice, slice.definition)))
  return names.filter((name) => sliced.has(name))
}
