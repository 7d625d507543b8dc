import type { Definitions } from '../definitions/definitions.js'

/** The data types of R4 that specialise another one. https://hl7.org/fhir/R4/datatypes.html */
const parents: ReadonlyMap<string, string> = new Map([
  ['code', 'string'],
  ['id', 'string'],
  ['markdown', 'string'],
  ['canonical', 'uri'],
  ['oid', 'uri'],
  ['url', 'uri'],
  ['uuid', 'uri'],
  ['positiveInt', 'integer'],
  ['unsignedInt', 'integer'],
  ['Age', 'Quantity'],
  ['Count', 'Quantity'],
  ['Distance', 'Quantity'],
  ['Duration', 'Quantity'],
])

const withoutDomain = new Set(['Binary', 'Bundle', 'Parameters'])

/** Whether a type is the other one or specialises it: `Age` is a `Quantity`, `Patient` a `DomainResource`. */
export function isA(type: string, ancestor: string, definitions: Definitions): boolean {
  if (type === ancestor || parents.get(type) === ancestor) return true
  if (ancestor === 'Resource') return definitions.isResourceType(type)
  return ancestor === 'DomainResource' && definitions.isResourceType(type) && !withoutDomain.has(type)
}
