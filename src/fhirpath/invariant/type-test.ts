import r4 from 'fhirpath/fhir-context/r4'
import type { Definitions } from '../../definitions/definitions.js'
import type { TypeName } from './syntax.js'

const parents: Readonly<Record<string, string>> = r4.type2Parent

const systemNames = new Set(['Boolean', 'String', 'Integer', 'Long', 'Decimal', 'Date', 'DateTime', 'Time', 'Quantity'])

/** What FHIR's primitives are converted to where a type is selected. https://hl7.org/fhir/R4/fhirpath.html#types */
const conversions: Readonly<Record<string, string>> = {
  boolean: 'Boolean',
  ...Object.fromEntries(
    ['string', 'uri', 'code', 'oid', 'id', 'uuid', 'markdown', 'base64Binary'].map((name) => [name, 'String']),
  ),
  ...Object.fromEntries(['integer', 'unsignedInt', 'positiveInt'].map((name) => [name, 'Integer'])),
  decimal: 'Decimal',
  ...Object.fromEntries(['date', 'dateTime', 'instant'].map((name) => [name, 'DateTime'])),
  time: 'Time',
  Quantity: 'Quantity',
}

/** Whether a name is that of a type at all. */
export function isTypeName({ namespace, name }: TypeName, definitions: Definitions): boolean {
  if (namespace !== 'System' && isFhirType(name, definitions)) return namespace === undefined || namespace === 'FHIR'
  return namespace !== 'FHIR' && systemNames.has(name)
}

const isFhirType = (name: string, definitions: Definitions) =>
  !name.includes('.') && (Object.hasOwn(parents, name) || name === 'Element' || definitions.type(name) !== undefined)

/** Whether a type is the named one or specialises it. https://hl7.org/fhirpath/N1/#is-type-specifier */
export function isOfType(type: string, { namespace, name }: TypeName): boolean {
  if (type.startsWith('System.')) return namespace !== 'FHIR' && type.slice('System.'.length) === name
  if (namespace !== undefined && namespace !== 'FHIR') return false
  for (let at: string | undefined = elementType(type); at !== undefined; at = parents[at]) if (at === name) return true
  return false
}

/** The same, or one that FHIR converts to it by itself: what `ofType` selects. */
export const isConvertible = (type: string, wanted: TypeName): boolean =>
  (wanted.namespace !== 'FHIR' && conversions[type] === wanted.name) || isOfType(type, wanted)

/** What stands inside a resource is a BackboneElement, what stands inside a data type an Element. */
function elementType(type: string): string {
  const dot = type.indexOf('.')
  if (dot < 0) return type
  const owner = parents[type.slice(0, dot)]
  return owner === 'DomainResource' || owner === 'Resource' ? 'BackboneElement' : 'Element'
}

/** Whether a type is primitive: what `hasValue()` asks. https://hl7.org/fhir/R4/fhirpath.html#functions */
export const isPrimitiveType = (type: string, definitions: Definitions): boolean =>
  type.startsWith('System.') ? type !== 'System.Object' : definitions.type(type)?.kind === 'primitive-type'
