import type { Definitions, ElementDefinition } from '../../definitions/definitions.js'
import { type Cell, readField, writeField } from '../../fhir/json-field.js'
import { isJsonObject, type JsonObject, type JsonTree, literalOf } from '../../fhir/json-tree.js'
import { badRequest, issue, unprocessable } from '../../fhir/outcome.js'
import { objectsOf } from './patch-operation.js'

/** An element of a type, as a patch names it. https://hl7.org/fhir/R4/fhirpatch.html */
export interface Field {
  /** As in FHIRPath: `value` for `value[x]`. */
  readonly name: string
  readonly element: ElementDefinition
  /** The JSON names of the element with their types; only a choice has several. */
  readonly keys: ReadonlyMap<string, string>
}

/** The element that a type has by the name, or the JSON name of one choice; undefined where it has none. */
export function fieldOf(type: string, name: string, definitions: Definitions): Field | undefined {
  const byJsonName = definitions.type(type)?.byJsonName
  const exact = byJsonName?.get(name)
  if (exact !== undefined && exact.element.name !== name) {
    return { name: exact.element.name, element: exact.element, keys: new Map([[name, exact.type]]) }
  }
  const all = [...(byJsonName ?? [])].filter(([, { element }]) => element.name === name)
  const element = all[0]?.[1].element
  if (element === undefined) return undefined
  return { name, element, keys: new Map(all.map(([key, found]) => [key, found.type])) }
}

/** What is to be written: the JSON name (which of a choice), and the value. */
export interface FieldValue {
  readonly key: string
  readonly cell: Cell
}

/**
 * The value that a part (`value[x]`, `resource`, or nested parts for a backbone element) holds for an element. Throws a 422 `FhirError` where the
 * element cannot have a value of that type, a 400 where the part holds none. https://hl7.org/fhir/R4/fhirpatch.html
 */
export function fieldValue(part: JsonObject, field: Field, definitions: Definitions): FieldValue {
  const given = givenValue(part, definitions)
  if (given === undefined) return backboneValue(part, field, definitions)
  for (const [key, type] of field.keys) {
    if (accepts(type, given, field.element, definitions)) return { key, cell: given.cell }
  }
  throw wrongType(field, given.type)
}

interface Given {
  readonly type: string
  readonly cell: Cell
}

function givenValue(part: JsonObject, definitions: Definitions): Given | undefined {
  if (isJsonObject(part.resource)) return { type: 'Resource', cell: { value: part.resource, sibling: undefined } }
  for (const [key, { element, type }] of definitions.type('Parameters.parameter')?.byJsonName ?? []) {
    if (element.name !== 'value') continue
    const [cell] = readField(part, key)
    if (cell !== undefined) return { type, cell }
  }
  return undefined
}

function accepts(type: string, given: Given, element: ElementDefinition, definitions: Definitions): boolean {
  if (type === given.type) return true
  if (element.choice || definitions.type(given.type)?.kind !== 'primitive-type') return false
  if (definitions.type(type)?.kind !== 'primitive-type' && type !== 'xhtml') return isIdOf(type, given)
  // Everybody sends `valueString` for a code or a uri: what JSON writes alike is taken, and validation judges the content.
  return jsonKind(type, undefined) === jsonKind(given.type, given.cell.value)
}

/** `Element.id` has a type of the FHIRPath system. */
const isIdOf = (type: string, given: Given): boolean =>
  type === 'http://hl7.org/fhirpath/System.String' && jsonKind(given.type, given.cell.value) === 'string'

function jsonKind(type: string, value: JsonTree | undefined): 'boolean' | 'integer' | 'decimal' | 'string' {
  if (type === 'boolean') return 'boolean'
  if (type === 'decimal') return /^-?[0-9]+$/.test(literalOf(value) ?? '') ? 'integer' : 'decimal'
  return type === 'integer' || type === 'positiveInt' || type === 'unsignedInt' ? 'integer' : 'string'
}

/** A backbone element has no `value[x]`: each of its elements is a part of the name. */
function backboneValue(part: JsonObject, field: Field, definitions: Definitions): FieldValue {
  const [entry] = field.keys
  const parts = objectsOf(part.part, `\`part\` for \`${field.name}\``)
  if (entry === undefined || parts.length === 0) {
    throw badRequest(`The value for \`${field.name}\` has neither a \`value[x]\` nor a \`part\`.`)
  }
  const [key, type] = entry
  const kind = definitions.type(type)?.kind
  if (field.keys.size > 1 || kind === 'primitive-type' || kind === undefined) throw wrongType(field, 'several parts')
  const value: JsonObject = {}
  for (const inner of parts) {
    const name = String(inner.name)
    const innerField = fieldOf(type, name, definitions)
    if (innerField === undefined) throw refused(`There is no element \`${name}\` in \`${type}\`.`)
    const found = fieldValue(inner, innerField, definitions)
    const cells = [...readField(value, found.key), found.cell]
    if (cells.length > innerField.element.max) throw refused(`\`${type}.${name}\` cannot repeat.`)
    writeField(value, found.key, innerField.element, cells)
  }
  return { key, cell: { value, sibling: undefined } }
}

const refused = (diagnostics: string) => unprocessable(issue('processing', diagnostics))

function wrongType({ name, keys }: Field, given: string) {
  return refused(`\`${name}\` takes ${[...new Set(keys.values())].join(' or ')}, the patch gives ${given}.`)
}
