import type { SaxesTagNS } from 'saxes'
import type { Definitions, ElementDefinition, TypeDefinition } from '../../definitions/definitions.js'
import { type Cell, isEmpty, writeField } from '../../fhir/json-field.js'
import { type JsonObject, type JsonTree, numberNode } from '../../fhir/json-tree.js'
import { createXhtmlWriter, XHTML } from './xhtml.js'

/** The namespace of everything in FHIR but narratives. https://hl7.org/fhir/R4/xml.html */
export const FHIR = 'http://hl7.org/fhir'
const SCHEMA_INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance'
const XMLNS = 'http://www.w3.org/2000/xmlns/'

/** An XML element that is being read. */
export interface Frame {
  /** A child begins. */
  open(tag: SaxesTagNS): Frame
  text(text: string): void
  close(): void
}

export interface Reader {
  readonly definitions: Definitions
  /** Throws the 400 with the place where the reader is. */
  refuse(sentence: string): never
}

/** Reads a resource: the root, or what stands within `contained` or `resource`. */
export function resourceFrame(reader: Reader, tag: SaxesTagNS, finish: (resource: JsonObject) => void): Frame {
  if (tag.uri !== FHIR) wrongNamespace(reader, tag)
  const type = reader.definitions.isResourceType(tag.local) ? reader.definitions.type(tag.local) : undefined
  if (type === undefined) return reader.refuse(`\`${tag.name}\` is not the name of a resource type.`)
  readAttributes(reader, tag, type)
  return membersFrame(reader, type, { resourceType: tag.local }, finish)
}

/** Reads the elements within a resource, a data type or a primitive (whose only element is `extension`). */
function membersFrame(
  reader: Reader,
  type: TypeDefinition,
  object: JsonObject,
  finish: (object: JsonObject) => void,
): Frame {
  const fields = new Map<string, { element: ElementDefinition; cells: Cell[] }>()
  return {
    open(tag) {
      const found = type.byJsonName.get(tag.local)
      if (found === undefined || found.element.attribute) {
        return reader.refuse(`There is no element \`${tag.name}\` in \`${type.name}\`.`)
      }
      if (tag.uri !== (found.type === 'xhtml' ? XHTML : FHIR)) wrongNamespace(reader, tag)
      const field = fields.get(tag.local) ?? { element: found.element, cells: [] }
      if (field.cells.length >= found.element.max) reader.refuse(`\`${type.name}.${tag.local}\` cannot repeat.`)
      fields.set(tag.local, field)
      return elementFrame(reader, tag, found.type, (cell) => field.cells.push(cell))
    },
    text: (text) => refuseText(reader, text),
    close() {
      for (const [key, { element, cells }] of fields) writeField(object, key, element, cells)
      finish(object)
    },
  }
}

function elementFrame(reader: Reader, tag: SaxesTagNS, typeName: string, finish: (cell: Cell) => void): Frame {
  if (typeName === 'xhtml') return xhtmlFrame(reader, tag, finish)
  if (typeName === 'Resource') return wrapperFrame(reader, tag, finish)
  const type = reader.definitions.type(typeName)
  if (type === undefined) return reader.refuse(`The type \`${typeName}\` of \`${tag.name}\` is not known.`)
  const { value, object } = readAttributes(reader, tag, type)
  if (type.kind !== 'primitive-type') {
    return membersFrame(reader, type, object, () => {
      if (isEmpty(object)) reader.refuse(`\`${tag.name}\` is empty; leave it out, or give it content.`)
      finish({ value: object, sibling: undefined })
    })
  }
  const tree = value === undefined ? undefined : primitive(reader, value, typeName, tag.name)
  return membersFrame(reader, type, object, () => {
    if (tree === undefined && isEmpty(object))
      reader.refuse(`\`${tag.name}\` has neither a \`value\` nor an extension.`)
    finish({ value: tree, sibling: isEmpty(object) ? undefined : object })
  })
}

/** `contained` and `resource`: one resource stands within. */
function wrapperFrame(reader: Reader, tag: SaxesTagNS, finish: (cell: Cell) => void): Frame {
  let found: JsonObject | undefined
  readAttributes(reader, tag, undefined)
  return {
    open(child) {
      if (found !== undefined) reader.refuse(`\`${tag.name}\` holds more than one resource.`)
      return resourceFrame(reader, child, (resource) => {
        found = resource
      })
    },
    text: (text) => refuseText(reader, text),
    close() {
      if (found === undefined) return reader.refuse(`\`${tag.name}\` holds no resource.`)
      finish({ value: found, sibling: undefined })
    },
  }
}

function xhtmlFrame(reader: Reader, tag: SaxesTagNS, finish: (cell: Cell) => void): Frame {
  const writer = createXhtmlWriter(reader.refuse)
  const inner = (close: () => void): Frame => ({
    open(child) {
      writer.open(child)
      return inner(() => writer.close())
    },
    text: (text) => writer.text(text),
    close,
  })
  writer.open(tag)
  return inner(() => {
    writer.close()
    finish({ value: writer.result(), sibling: undefined })
  })
}

/** The attributes of an element: `value` of a primitive, and what the type has as attributes (`id`, `url`). */
function readAttributes(reader: Reader, tag: SaxesTagNS, type: TypeDefinition | undefined) {
  const object: JsonObject = {}
  let value: string | undefined
  for (const attribute of Object.values(tag.attributes)) {
    if (attribute.uri === XMLNS || attribute.uri === SCHEMA_INSTANCE) continue
    const isKnown =
      attribute.uri === '' &&
      type !== undefined &&
      (attribute.local === 'value'
        ? type.kind === 'primitive-type'
        : type.byJsonName.get(attribute.local)?.element.attribute)
    if (isKnown !== true) reader.refuse(`\`${tag.name}\` cannot have the attribute \`${attribute.name}\`.`)
    if (attribute.value === '')
      reader.refuse(`The attribute \`${attribute.name}\` of \`${tag.name}\` is empty; leave it out.`)
    if (attribute.local === 'value') value = attribute.value
    else object[attribute.local] = attribute.value
  }
  return { value, object }
}

const INTEGERS: ReadonlySet<string> = new Set(['integer', 'positiveInt', 'unsignedInt'])

/** A value with its text kept: JSON writes numbers and booleans without quotes. https://hl7.org/fhir/R4/datatypes.html#primitive */
function primitive(reader: Reader, value: string, type: string, name: string): JsonTree {
  if (type === 'boolean') {
    if (value === 'true' || value === 'false') return value === 'true'
    return reader.refuse(`\`${name}\` is neither \`true\` nor \`false\`.`)
  }
  if (INTEGERS.has(type)) {
    // FHIR allows a plus sign, JSON doesn't.
    if (/^[-+]?(0|[1-9][0-9]*)$/.test(value)) return numberNode(value.replace('+', ''))
    return reader.refuse(`\`${name}\` is not a whole number such as \`42\`.`)
  }
  if (type === 'decimal') {
    if (/^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$/.test(value)) return numberNode(value)
    return reader.refuse(`\`${name}\` is not a decimal such as \`1.50\`.`)
  }
  return value
}

function refuseText(reader: Reader, text: string): void {
  if (/[^ \t\r\n]/.test(text)) {
    reader.refuse(
      `There is text between the tags (\`${text.trim().slice(0, 40)}\`); FHIR has values in the attribute \`value\`.`,
    )
  }
}

function wrongNamespace(reader: Reader, tag: SaxesTagNS): never {
  const expected = tag.local === 'div' ? XHTML : FHIR
  return reader.refuse(
    `\`${tag.name}\` is in the namespace \`${tag.uri}\`; \`${expected}\` was expected: write \`xmlns="${expected}"\`.`,
  )
}
