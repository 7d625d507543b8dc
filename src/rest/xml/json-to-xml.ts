import type { Definitions, TypeDefinition } from '../../definitions/definitions.js'
import { type Cell, readField } from '../../fhir/json-field.js'
import { isJsonObject, type JsonObject, type JsonTree, literalOf, treeOf } from '../../fhir/json-tree.js'
import { escapeAttribute, escapeText } from './escape.js'
import { FHIR } from './frame.js'
import { canonicalXhtml, XHTML } from './xhtml.js'

/**
 * Writes the exact JSON text of a resource as FHIR XML: elements in the order of the definitions, numbers as they are written, narratives as
 * XHTML elements. Never fails on odd content: members that the definitions don't know follow the others, and a narrative that is
 * no XHTML becomes text. https://hl7.org/fhir/R4/xml.html
 */
export function jsonToXml(json: string, definitions: Definitions): string {
  const tree = treeOf(json)
  const resource = isJsonObject(tree) ? tree : {}
  return `<?xml version="1.0" encoding="UTF-8"?>${resourceXml(resource, ` xmlns="${FHIR}"`, definitions)}`
}

function resourceXml(resource: JsonObject, attributes: string, definitions: Definitions): string {
  const { resourceType, ...members } = resource
  const name = typeof resourceType === 'string' && isXmlName(resourceType) ? resourceType : 'Resource'
  return elementXml(name, attributes, membersXml(members, definitions.type(name), definitions))
}

const elementXml = (name: string, attributes: string, content: string): string =>
  content === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${content}</${name}>`

/** The members of an object as elements; those that are attributes are left to `attributesXml`. */
function membersXml(object: JsonObject, type: TypeDefinition | undefined, definitions: Definitions): string {
  let out = ''
  const names = new Set(Object.keys(object).map((key) => key.replace(/^_/, '')))
  for (const [key, found] of type?.byJsonName ?? []) {
    if (found.element.attribute || !names.has(key)) continue
    for (const cell of readField(object, key)) out += cellXml(key, cell, found.type, definitions)
  }
  for (const key of names) {
    if (type?.byJsonName.has(key) === true || !isXmlName(key) || (type === undefined && key === 'id')) continue
    for (const cell of readField(object, key)) out += cellXml(key, cell, undefined, definitions)
  }
  return out
}

function cellXml(
  name: string,
  { value, sibling }: Cell,
  typeName: string | undefined,
  definitions: Definitions,
): string {
  if (typeName === 'xhtml' && typeof value === 'string') return xhtmlXml(value)
  const type = typeName === undefined ? undefined : definitions.type(typeName)
  if (isJsonObject(value)) {
    if (typeName === 'Resource') return elementXml(name, '', resourceXml(value, '', definitions))
    return elementXml(name, attributesXml(value, type), membersXml(value, type, definitions))
  }
  const object = isJsonObject(sibling) ? sibling : {}
  const shown = primitiveText(value)
  const valueAttribute = shown === undefined ? '' : ` value="${escapeAttribute(shown)}"`
  return elementXml(name, attributesXml(object, type) + valueAttribute, membersXml(object, type, definitions))
}

function primitiveText(value: JsonTree | undefined): string | undefined {
  if (typeof value === 'boolean') return String(value)
  return typeof value === 'string' ? (literalOf(value) ?? value) : undefined
}

/** `id`, and the `url` of an extension. */
function attributesXml(object: JsonObject, type: TypeDefinition | undefined): string {
  let out = ''
  for (const [key, value] of Object.entries(object)) {
    const isAttribute = type === undefined ? key === 'id' : type.byJsonName.get(key)?.element.attribute === true
    const text = isAttribute ? primitiveText(value) : undefined
    if (text !== undefined) out += ` ${key}="${escapeAttribute(text)}"`
  }
  return out
}

function xhtmlXml(div: string): string {
  return canonicalXhtml(div) ?? `<div xmlns="${XHTML}">${escapeText(div)}</div>`
}

const isXmlName = (name: string): boolean => /^[A-Za-z][A-Za-z0-9]*$/.test(name)
