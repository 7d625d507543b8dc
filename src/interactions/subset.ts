import type { Definitions, ElementDefinition, TypeDefinition } from '../definitions/definitions.js'
import { decodeString, itemsOf, membersOf } from '../fhir/json-members.js'
import type { Member } from '../fhir/json-text.js'
import { badRequest } from '../fhir/outcome.js'

/** What of each resource a client wants. https://hl7.org/fhir/R4/search.html#summary, https://hl7.org/fhir/R4/search.html#elements */
export type Selection =
  | { readonly kind: 'elements'; readonly names: ReadonlySet<string> }
  | { readonly kind: 'summary' }
  | { readonly kind: 'text' }
  | { readonly kind: 'data' }
  /** No resources at all: for whoever answers the search. */
  | { readonly kind: 'count' }

/** More names than any resource has elements; each has to be read and judged. */
const ELEMENTS_MAX = 1_000

const SUBSETTED = '{"system":"http://terminology.hl7.org/CodeSystem/v3-ObservationValue","code":"SUBSETTED"}'

/**
 * Reads `_summary` and `_elements`; undefined where neither is there, or `_summary` is `false`. Throws a 400 `FhirError` for a value that the
 * specification doesn't know, for a parameter that repeats with another value, and for both at once.
 */
export function parseSelection(parameters: readonly (readonly [name: string, value: string])[]): Selection | undefined {
  const summary = single('_summary', parameters)
  const elements = valuesOf('_elements', parameters)
  const selection = summary === undefined ? undefined : summarySelection(summary)
  if (elements.length === 0) return selection
  if (selection !== undefined) {
    throw badRequest('`_summary` and `_elements` cannot be combined; `_elements` names exactly what to return.')
  }
  // One more than allowed is enough to know.
  const names = elements.flatMap((list) => list.split(',', ELEMENTS_MAX + 1))
  if (names.length > ELEMENTS_MAX) throw badRequest(`\`_elements\` lists more than ${ELEMENTS_MAX} names.`)
  return { kind: 'elements', names: new Set(names.map(elementName)) }
}

const valuesOf = (name: string, parameters: readonly (readonly [string, string])[]): readonly string[] =>
  parameters.filter(([other]) => other === name).map(([, value]) => value)

function single(name: string, parameters: readonly (readonly [string, string])[]): string | undefined {
  const values = new Set(valuesOf(name, parameters))
  if (values.size > 1) throw badRequest(`\`${name}\` is there more than once, with different values.`)
  return [...values][0]
}

function summarySelection(value: string): Selection | undefined {
  switch (value) {
    case 'false':
      return undefined
    case 'true':
      return { kind: 'summary' }
    case 'text':
    case 'data':
    case 'count':
      return { kind: value }
    default:
      throw badRequest(`\`_summary=${value.slice(0, 40)}\` is not known; true, text, data, count and false are.`)
  }
}

/** `name`, `value[x]` or `Patient.name`. */
function elementName(text: string): string {
  const name = text.trim()
  if (!/^([A-Z][A-Za-z]*\.)?[a-z][A-Za-z0-9]*(\[x\])?$/.test(name)) {
    throw badRequest(
      `\`_elements\` lists names of elements at the top of a resource, such as \`name,birthDate\`, not \`${name.slice(0, 40)}\`.`,
    )
  }
  return name.replace('[x]', '')
}

/**
 * Cuts the exact text of one resource down to the selection; whatever stays keeps its text, and `meta.tag` says SUBSETTED, so that nobody
 * takes the part for the whole. Mandatory elements always stay, with `_elements` and `_summary=true` modifier elements too. Throws a 400
 * `FhirError` for `count`, which means nothing for one resource.
 */
export function subset(text: string, selection: Selection, definitions: Definitions): string {
  if (selection.kind === 'count') {
    throw badRequest('`_summary=count` counts the matches of a search; for a resource, use true, text, data or false.')
  }
  const members = membersOf(text)
  const typeMember = members.find(({ name }) => name === 'resourceType')
  const type = typeMember && definitions.type(decodeString(text, typeMember.valueStart, typeMember.end))
  if (type === undefined) return text
  const kept = members.filter(({ name }) => isKept(name, type, selection))
  const parts = kept.map((member) =>
    selection.kind === 'summary'
      ? summaryMember(text, member, type, definitions)
      : text.slice(member.start, member.end),
  )
  return `{${tagged(text, kept, parts).join()}}`
}

function isKept(name: string, type: TypeDefinition, selection: Selection): boolean {
  if (name === 'resourceType' || name === 'id' || name === 'meta') return true
  const element = elementOf(name, type)
  // What the definitions don't know is no part of any selection, but `_summary=data` only takes the narrative away.
  if (selection.kind === 'data') return element?.name !== 'text' || element.types[0] !== 'Narrative'
  if (element === undefined) return false
  switch (selection.kind) {
    case 'elements':
      return element.min > 0 || element.modifier || isListed(name, element, type.name, selection.names)
    case 'text':
      return element.min > 0 || (element.name === 'text' && element.types[0] === 'Narrative')
    default:
      return isInSummary(element)
  }
}

const isInSummary = (element: ElementDefinition): boolean => element.summary || element.min > 0 || element.modifier

function isListed(name: string, element: ElementDefinition, type: string, names: ReadonlySet<string>): boolean {
  const jsonName = name.replace(/^_/, '')
  return [element.name, jsonName].some((each) => names.has(each) || names.has(`${type}.${each}`))
}

/** The element that a member belongs to; `_name` is part of `name`. */
function elementOf(name: string, type: TypeDefinition): ElementDefinition | undefined {
  return type.byJsonName.get(name.replace(/^_/, ''))?.element
}

/** A member with its value cut down in the same way, level by level. */
function summaryMember(text: string, member: Member, type: TypeDefinition, definitions: Definitions): string {
  const valueType = definitions.type(type.byJsonName.get(member.name)?.type ?? '')
  const { start, valueStart, end } = member
  if (valueType === undefined || !hasSummary(valueType)) return text.slice(start, end)
  const key = text.slice(start, valueStart)
  if (text[valueStart] === '{') return key + summaryObject(text, valueStart, valueType, definitions)
  if (text[valueStart] !== '[') return text.slice(start, end)
  const items = itemsOf(text, valueStart).map((item) =>
    text[item.start] === '{'
      ? summaryObject(text, item.start, valueType, definitions)
      : text.slice(item.start, item.end),
  )
  return `${key}[${items.join()}]`
}

/** Data types without any summary element, such as Extension, stay whole: a modifier extension without its value would mislead. */
const hasSummary = (type: TypeDefinition): boolean =>
  type.kind !== 'resource' && type.elements.some(({ name, summary }) => summary && name !== 'modifierExtension')

function summaryObject(text: string, start: number, type: TypeDefinition, definitions: Definitions): string {
  const members = membersOf(text, start)
  const kept = members.filter(({ name }) => {
    const element = elementOf(name, type)
    return element !== undefined && isInSummary(element)
  })
  // An element that would be empty stays whole: FHIR has no empty elements.
  const shown = kept.length === 0 ? members : kept
  return `{${shown.map((member) => summaryMember(text, member, type, definitions)).join()}}`
}

/** The members with the tag in `meta`. */
function tagged(text: string, members: readonly Member[], parts: readonly string[]): readonly string[] {
  const index = members.findIndex(({ name }) => name === 'meta')
  const meta = members[index]
  if (meta === undefined) {
    const place = members.filter(({ name }) => name === 'resourceType' || name === 'id').length
    return parts.toSpliced(place, 0, `"meta":{"tag":[${SUBSETTED}]}`)
  }
  return parts.with(index, taggedMeta(text, meta))
}

function taggedMeta(text: string, meta: Member): string {
  const tag = membersOf(text, meta.valueStart).find(({ name }) => name === 'tag')
  if (tag === undefined) {
    const isEmpty = text[meta.valueStart + 1] === '}'
    return `${text.slice(meta.start, meta.end - 1)}${isEmpty ? '' : ','}"tag":[${SUBSETTED}]}`
  }
  const tags = text.slice(tag.valueStart, tag.end)
  if (tags.includes('"SUBSETTED"')) return text.slice(meta.start, meta.end)
  const comma = tags === '[]' ? '' : ','
  return `${text.slice(meta.start, tag.end - 1)}${comma}${SUBSETTED}]${text.slice(tag.end, meta.end)}`
}
