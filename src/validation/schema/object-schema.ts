import type { ElementDefinitionType } from '@medplum/fhirtypes'
import {
  type Cardinality,
  type ChoiceTypes,
  type Compared,
  cardinalityOf,
  choiceTypesOf,
  isMany,
  isPrimitiveElement,
} from './cardinality.js'
import { choiceName, maxOf, typeCode } from './element-names.js'
import { type ElementAsked, elementRules } from './element-rules.js'
import { elementSchema, type Making } from './element-schema.js'
import { type ElementNode, profileOf } from './element-tree.js'
import { allOf, isEmpty, type PrimitiveEntry, type Schema } from './schema.js'
import { choiceSlices, slicingOf } from './slicing-schema.js'
import { childOf } from './tree-library.js'

/** What is gathered while the children of an element are gone through. */
interface Draft {
  readonly properties: Map<string, Schema[]>
  readonly cardinality: Cardinality[]
  readonly choiceTypes: ChoiceTypes[]
  readonly primitives: PrimitiveEntry[]
}

/** One JSON name of a child, with the type that it stands for. */
export interface Variant {
  readonly json: string
  readonly type: ElementDefinitionType | undefined
  readonly many: boolean
  readonly typeName: string
}

/** What is asked of the children of an element. */
export function objectSchema(asked: ElementAsked, making: Making): Schema {
  const draft: Draft = { properties: new Map(), cardinality: [], choiceTypes: [], primitives: [] }
  const type = asked.type === undefined ? undefined : typeCode(asked.type)
  for (const node of asked.node.children.values()) {
    const known = asked.known.flatMap((other) => childOf(other, node.name, type, making.library) ?? [])
    // A type of a choice need not have every child that the snapshot walks into.
    if (asked.known.length > 0 && known.length === 0) continue
    addChild(draft, { node, known }, asked, making)
  }
  return finished(draft)
}

function finished({ properties, cardinality, choiceTypes, primitives }: Draft): Schema {
  const asking = [...properties].map(([name, schemas]) => [name, allOf(schemas)] as const)
  const filled = asking.filter(([, schema]) => !isEmpty(schema))
  return {
    ...(cardinality.length === 0 ? {} : { cardinality: [{ elements: cardinality }] }),
    ...(choiceTypes.length === 0 ? {} : { choiceTypes: [{ choices: choiceTypes }] }),
    ...(primitives.length === 0 ? {} : { primitives }),
    ...(filled.length === 0 ? {} : { properties: Object.fromEntries(filled) }),
  }
}

function addChild(draft: Draft, compared: Compared, parent: ElementAsked, making: Making): void {
  draft.cardinality.push(...cardinalityOf(compared))
  draft.choiceTypes.push(...choiceTypesOf(compared))
  if (maxOf(compared.node.definition) === 0) return
  const slices = choiceSlices(compared)
  draft.cardinality.push(...slices.cardinality)
  for (const variant of variantsOf(compared, parent.typeName)) {
    addVariant(draft, variant, compared, making)
    for (const slice of slices.ofName(variant.json)) {
      addVariant(draft, ofSlice(variant, slice), { node: slice, known: [...compared.known, compared.node] }, making)
    }
  }
}

/** The same JSON name in a slice, which may name a profile for its type. */
function ofSlice(variant: Variant, { name, definition }: ElementNode): Variant {
  const type = (definition.type ?? []).find((candidate) => choiceName(name, typeCode(candidate)) === variant.json)
  return { ...variant, type: type ?? variant.type }
}

/** The JSON names of a child. A child that is one of several resource types has the type `Resource`. */
function variantsOf(compared: Compared, parentName: string): readonly Variant[] {
  const { node } = compared
  const many = isMany(compared)
  const types = node.definition.type ?? []
  const named = (type: ElementDefinitionType | undefined) => typeNameOf(node, type, parentName)
  if (node.choice) {
    return types.map((type) => ({ json: choiceName(node.name, typeCode(type)), type, many, typeName: named(type) }))
  }
  const [first] = types
  const isOne = types.every((type) => typeCode(type) === (first === undefined ? '' : typeCode(first)))
  const type = isOne ? first : { code: 'Resource' }
  return [{ json: node.name, type, many, typeName: named(type) }]
}

const backbones = new Set(['BackboneElement', 'Element'])

function typeNameOf(node: ElementNode, type: ElementDefinitionType | undefined, parentName: string): string {
  const { contentReference } = node.definition
  if (contentReference !== undefined) return contentReference.slice(contentReference.indexOf('#') + 1)
  const code = type === undefined ? '' : typeCode(type)
  return code === '' || backbones.has(code) ? `${parentName}.${node.name}` : code
}

function addVariant(draft: Draft, variant: Variant, compared: Compared, making: Making): void {
  const { json, type, many, typeName } = variant
  const asked: ElementAsked = { ...compared, type, typeName, profile: profileOf(making.tree) }
  const slicing = slicingOf(asked, variant, making)
  draft.cardinality.push(...slicing.cardinality)
  if (isPrimitiveElement(compared.node, type === undefined ? undefined : typeCode(type))) {
    addPrimitive(draft, variant, asked, making)
    addProperty(draft, json, slicing.schema)
    return
  }
  const schema = elementSchema(asked, making)
  addProperty(draft, json, many ? { ...itemsOf(schema), ...slicing.schema } : allOf([schema, slicing.schema]))
}

/** A primitive: rules see its value and its `_element` together; what stands in the `_element` is an object of its own. */
function addPrimitive(draft: Draft, { json, many, type }: Variant, asked: ElementAsked, making: Making): void {
  const rules = elementRules(asked, making.library)
  const isType = asked.known.length === 0
  const inside: Schema = isType
    ? { fhirType: [{ type: 'Element' }] }
    : objectSchema({ ...asked, type: primitive(type) }, making)
  const { cardinality, ...below } = inside
  // Extensions that have to be there are missed even where the whole `_element` is absent.
  const own = cardinality === undefined ? rules : { ...rules, siblingCardinality: cardinality as readonly object[] }
  if (Object.keys(own).length > 0) draft.primitives.push({ name: json, many, rules: own })
  addProperty(draft, `_${json}`, many ? itemsOf(below) : below)
}

const primitive = (type: ElementDefinitionType | undefined): ElementDefinitionType => type ?? { code: 'string' }

const itemsOf = (schema: Schema): Schema => (isEmpty(schema) ? {} : { items: schema })

function addProperty(draft: Draft, name: string, schema: Schema): void {
  if (isEmpty(schema)) return
  const schemas = draft.properties.get(name)
  if (schemas === undefined) draft.properties.set(name, [schema])
  else schemas.push(schema)
}
