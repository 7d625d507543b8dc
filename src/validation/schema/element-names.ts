import type { ElementDefinition, ElementDefinitionType, StructureDefinition } from '@medplum/fhirtypes'

const FHIR_TYPE = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type'
const SYSTEM_TYPES = 'http://hl7.org/fhirpath/System.'

/** `value[x]` and `valueQuantity` are both the element `value`, where its type's definition has a choice. https://hl7.org/fhir/R4/formats.html#choice */
export function baseName(definition: ElementDefinition): { readonly name: string; readonly choice: boolean } {
  const last = lastPart(definition.path ?? '')
  if (last.endsWith('[x]')) return { name: last.slice(0, -3), choice: true }
  const inBase = lastPart(definition.base?.path ?? '')
  if (!inBase.endsWith('[x]')) return { name: last, choice: false }
  const name = inBase.slice(0, -3)
  return last.startsWith(name) && last !== name ? { name, choice: true } : { name: last, choice: false }
}

const lastPart = (path: string): string => path.slice(path.lastIndexOf('.') + 1)

/** The FHIR type of a type reference: `System.String` stands for what its extension says. */
export function typeCode(type: ElementDefinitionType): string {
  const { code } = type
  if (code === undefined || !code.startsWith(SYSTEM_TYPES)) return code ?? ''
  const told = type.extension?.find(({ url }) => url === FHIR_TYPE)
  return told?.valueUrl ?? told?.valueUri ?? code.slice(SYSTEM_TYPES.length).toLowerCase()
}

/** The types of an element by their FHIR names. */
export const typeCodes = (definition: ElementDefinition): readonly string[] => (definition.type ?? []).map(typeCode)

/** True for ids, `Extension.url` and narrative: they are plain JSON values, and have no `_element` beside them. */
export const isPlain = (definition: ElementDefinition): boolean =>
  (definition.type ?? []).some(({ code }) => code === 'xhtml' || code?.startsWith(SYSTEM_TYPES) === true)

/** Primitive types begin with a small letter. https://hl7.org/fhir/R4/datatypes.html#primitive */
export const isPrimitive = (type: string): boolean => /^[a-z]/.test(type)

/** `value` and `Quantity` make `valueQuantity`. */
export const choiceName = (name: string, type: string): string => name + type.charAt(0).toUpperCase() + type.slice(1)

/** The part of a JSON name after the choice's name, as it begins: `Quantity`; undefined where the JSON name is none of that choice. */
export function typeOfJsonName(name: string, json: string): string | undefined {
  const suffix = json.slice(name.length)
  return json.startsWith(name) && /^[A-Z]/.test(suffix) ? suffix : undefined
}

/** How often an element may occur; `*` is Infinity. */
export const maxOf = ({ max }: ElementDefinition): number =>
  max === undefined || max === '*' ? Number.POSITIVE_INFINITY : Number(max)

/** True for what JSON writes as an array: it repeats in the type that defines it, even where a profile allows one only. */
export function repeats(definition: ElementDefinition): boolean {
  const max = definition.base?.max ?? definition.max
  return max !== '0' && max !== '1'
}

/**
 * The id of the element that a content reference leads to in the same snapshot. In a profile a bare `#Parameters.parameter` leads to the type's element,
 * which is judged anyway; only the profile's own url before it makes what the profile says hold at every depth.
 */
export function localReference(
  contentReference: string | undefined,
  structure: StructureDefinition,
): string | undefined {
  if (contentReference === undefined) return undefined
  const hash = contentReference.indexOf('#')
  const isOwn = contentReference.slice(0, hash) === structure.url || (hash === 0 && !isProfile(structure))
  return isOwn ? contentReference.slice(hash + 1) : undefined
}

/** The url of a type of FHIR itself; a url stays what it is, as logical models name their types. */
export const typeUrl = (type: string): string =>
  type.includes(':') ? type : `http://hl7.org/fhir/StructureDefinition/${type}`

/** True for what constrains a type; whatever it says of its derivation, only the type's own definition has the type's url. */
export const isProfile = ({ url, type, kind }: StructureDefinition): boolean =>
  kind !== 'logical' && url !== typeUrl(type ?? '')
