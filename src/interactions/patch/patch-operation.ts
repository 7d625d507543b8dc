import { isJsonObject, type JsonObject, type JsonTree, literalOf } from '../../fhir/json-tree.js'
import { badRequest, badStructure, type FhirError } from '../../fhir/outcome.js'

/** One operation of a FHIRPath Patch. https://hl7.org/fhir/R4/fhirpatch.html */
export type PatchOperation = { readonly number: number; readonly path: string } & (
  | { readonly type: 'add'; readonly name: string; readonly value: JsonObject }
  | { readonly type: 'insert'; readonly value: JsonObject; readonly index: number }
  | { readonly type: 'delete' }
  | { readonly type: 'replace'; readonly value: JsonObject }
  | { readonly type: 'move'; readonly source: number; readonly destination: number }
)

/**
 * The operations that a Parameters resource spells out; a `value` is still the part that holds it. Throws a 400 `FhirError` that names the
 * operation and the part that is missing or wrong.
 */
export function patchOperations(parameters: JsonTree): readonly PatchOperation[] {
  if (!isJsonObject(parameters) || parameters.resourceType !== 'Parameters') {
    throw badStructure('A FHIRPath Patch is a `Parameters` resource.')
  }
  return objectsOf(parameters.parameter, '`Parameters.parameter`').map((parameter, number) => {
    if (parameter.name !== 'operation') {
      throw badRequest(
        `Parameter ${number} of the patch is not called \`operation\`.`,
        `Parameters.parameter[${number}].name`,
      )
    }
    return operation(partsOf(parameter, number), number)
  })
}

/** The parts of a parameter, or of a part, in their order. */
export function objectsOf(list: JsonTree | undefined, name: string): readonly JsonObject[] {
  if (list === undefined) return []
  if (!Array.isArray(list) || !list.every(isJsonObject)) throw badStructure(`${name} is not an array of objects.`)
  return list
}

type Parts = ReadonlyMap<string, JsonObject>

function partsOf(parameter: JsonObject, number: number): Parts {
  const parts = new Map<string, JsonObject>()
  for (const part of objectsOf(parameter.part, `\`part\` of operation ${number}`)) {
    const name = String(part.name)
    if (parts.has(name)) throw badRequest(`Operation ${number} of the patch has two parts called \`${name}\`.`)
    parts.set(name, part)
  }
  return parts
}

function operation(parts: Parts, number: number): PatchOperation {
  const type = text(parts, 'type', number)
  const place = { number, path: text(parts, 'path', number) }
  switch (type) {
    case 'add':
      return { ...place, type, name: text(parts, 'name', number), value: value(parts, number) }
    case 'insert':
      return { ...place, type, value: value(parts, number), index: position(parts, 'index', number) }
    case 'delete':
      return { ...place, type }
    case 'replace':
      return { ...place, type, value: value(parts, number) }
    case 'move':
      return {
        ...place,
        type,
        source: position(parts, 'source', number),
        destination: position(parts, 'destination', number),
      }
    default:
      throw badRequest(
        `Operation ${number} of the patch has the type \`${type}\`; add, insert, delete, replace and move are known.`,
      )
  }
}

function text(parts: Parts, name: string, number: number): string {
  const part = parts.get(name)
  const found = part?.valueString ?? part?.valueCode
  if (typeof found !== 'string' || literalOf(found) !== undefined) throw missing(name, number, 'a `valueString`')
  return found
}

function position(parts: Parts, name: string, number: number): number {
  const part = parts.get(name)
  const literal = literalOf(part?.valueInteger ?? part?.valueUnsignedInt ?? part?.valuePositiveInt) ?? ''
  if (!/^[0-9]{1,9}$/.test(literal)) throw missing(name, number, 'a `valueInteger` of 0 or more')
  return Number(literal)
}

function value(parts: Parts, number: number): JsonObject {
  const part = parts.get('value')
  if (part === undefined) throw missing('value', number, 'a `value[x]`, or a `part` for each of its elements')
  return part
}

function missing(name: string, number: number, expected: string): FhirError {
  return badRequest(`Operation ${number} of the patch needs a part called \`${name}\` with ${expected}.`)
}
