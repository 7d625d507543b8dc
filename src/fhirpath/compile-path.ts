import type { Definitions } from '../definitions/definitions.js'
import { badRequest } from '../fhir/outcome.js'
import { isObject, isPrimitive } from './json-value.js'
import { isA } from './type-hierarchy.js'
import { nothing, type Part, type Scope, stay, type Walk } from './walk.js'

/** A JSON property that stands for an element, and the type of its values. */
interface Field {
  readonly key: string
  readonly type: string
}

/**
 * A name at the beginning: the type of the resource itself or one that it specialises (`Patient`, `Resource`), another type, which
 * then finds nothing, or an element. (`code` names an element and the type of a primitive; the element is meant.)
 */
export function compileName(name: string, scope: Scope): Part {
  const { definitions, rootType } = scope
  if (rootType !== undefined) {
    if (isA(rootType, name, definitions)) return stay(scope.types)
    if (/^[A-Z]/.test(name) && definitions.type(name) !== undefined) return nothing
  }
  return compileMember(stay(scope.types), name, scope)
}

/** A child element. FhirError where none of the types has it, or where the type is only known from the content. */
export function compileMember(of: Part, name: string, { definitions }: Scope): Part {
  if (of.types.length === 0) return nothing
  const fields = new Map(of.types.map((type) => [type, fieldsOf(type, name, definitions)]))
  const all = [...fields.values()].flat()
  if (all.length === 0) throw badRequest(`There is no element \`${name}\` in \`${of.types.join('`, `')}\`.`)
  const types = [...new Set(all.map((field) => field.type))]
  return { types, before: (next) => of.before(step(fields, next, definitions)) }
}

function fieldsOf(type: string, name: string, definitions: Definitions): readonly Field[] {
  if (type === 'Resource') throw badRequest(`The type of the resource that has \`${name}\` is not known beforehand.`)
  const byJsonName = definitions.type(type)?.byJsonName ?? new Map<string, never>()
  return [...byJsonName]
    .filter(([, { element }]) => element.name === name)
    .map(([key, { type: fieldType }]) => ({ key, type: fieldType }))
}

/** From the values of one or several types to those of the fields; several are told apart by the type that came along. */
function step(fields: ReadonlyMap<string, readonly Field[]>, next: Walk, definitions: Definitions): Walk {
  const walks = new Map([...fields].map(([type, own]) => [type, readFields(own, next, definitions)]))
  const [only] = walks.values()
  if (walks.size === 1 && only !== undefined) return only
  return (value, type, run) => walks.get(type)?.(value, type, run)
}

function readFields(fields: readonly Field[], next: Walk, definitions: Definitions): Walk {
  const reads = fields.map((field) => readField(field, next, definitions))
  const [only] = reads
  if (reads.length === 1 && only !== undefined) return only
  return (value, type, run) => {
    for (const read of reads) read(value, type, run)
  }
}

/** Reads one property, an array's items one by one. Content of another shape than its definition's is passed over. */
function readField({ key, type }: Field, next: Walk, definitions: Definitions): Walk {
  const accepts = definitions.type(type)?.kind === 'primitive-type' ? isPrimitive : isObject
  const typeOf = type === 'Resource' ? resourceTypeOf(definitions) : () => type
  return (value, _, run) => {
    if (!isObject(value)) return
    const found = value[key]
    if (found === undefined) return
    if (!Array.isArray(found)) {
      if (accepts(found)) next(found, typeOf(found), run)
      return
    }
    for (const item of found) if (accepts(item)) next(item, typeOf(item), run)
  }
}

const resourceTypeOf = (definitions: Definitions) => (value: unknown) => {
  const { resourceType } = value as { resourceType?: unknown }
  return typeof resourceType === 'string' && definitions.isResourceType(resourceType) ? resourceType : 'Resource'
}
