import type { Definitions, TypeDefinition } from '../../definitions/definitions.js'
import { isRecord } from '../shapes.js'

/** A place in a resource as people read it, and as FHIRPath names it. */
export interface ReadablePath {
  /** `Observation.component[0].valueQuantity` */
  readonly json: string
  /** `Observation.component[0].value`. https://hl7.org/fhir/R4/fhirpath.html#simple */
  readonly expression: string
}

/** Where the walk along a pointer has come to. */
interface Position {
  readonly value: unknown
  /** The name of its type, looked up only where something of it is named. */
  readonly type: string | undefined
}

/** Turns a JSON pointer into paths; only findings need it, so it looks names up as it goes. */
export function readablePath(resource: object, pointer: string, definitions: Definitions): ReadablePath {
  const root = (resource as { readonly resourceType?: unknown }).resourceType
  const name = typeof root === 'string' ? root : 'Resource'
  let at: Position = { value: resource, type: name }
  let json = name
  let expression = name
  for (const part of pointer.split('/').slice(1)) {
    const segment = part.replaceAll('~1', '/').replaceAll('~0', '~')
    if (Array.isArray(at.value) && /^\d+$/.test(segment)) {
      at = inside(at.value[Number(segment)], at.type)
      json += `[${segment}]`
      expression += `[${segment}]`
      continue
    }
    const isSibling = segment.startsWith('_')
    const member = definitionOf(at, definitions)?.byJsonName.get(isSibling ? segment.slice(1) : segment)
    json += `.${segment}`
    expression += `.${member?.element.name ?? segment.replace(/^_|\[x\]$/g, '')}`
    at = inside(memberOf(at.value, segment), isSibling ? 'Element' : member?.type)
  }
  return { json, expression }
}

const memberOf = (value: unknown, name: string): unknown => (isRecord(value) ? value[name] : undefined)

const definitionOf = ({ type }: Position, definitions: Definitions): TypeDefinition | undefined =>
  type === undefined ? undefined : definitions.type(type)

/** A resource says by itself what type it is. */
function inside(value: unknown, type: string | undefined): Position {
  return { value, type: isRecord(value) && typeof value.resourceType === 'string' ? value.resourceType : type }
}
