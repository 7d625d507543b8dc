import type { Definitions, TypeDefinition } from '../../definitions/definitions.js'
import { type Item, systemType } from './item.js'
import type { Visit } from './run.js'

type JsonObject = Readonly<Record<string, unknown>>

/** One way in which JSON may write an element: a choice has several. */
interface Writing {
  readonly json: string
  readonly sibling: string
  /** Undefined for what no definition describes: the value tells. */
  readonly type: string | undefined
}

/** How the definitions say that elements are written, each looked up once. */
export interface Members {
  ofType(type: string): WritingsOf
  writings(type: string, name: string): readonly Writing[]
}

type WritingsOf = (name: string) => readonly Writing[]

/** Members of the given definitions. */
export function createMembers(definitions: Definitions): Members {
  const types = new Map<string, WritingsOf>()
  const ofType = (type: string): WritingsOf => {
    const found = types.get(type)
    if (found !== undefined) return found
    const made = keptWritings(definitions.type(type))
    types.set(type, made)
    return made
  }
  return { ofType, writings: (type, name) => ofType(type)(name) }
}

function keptWritings(definition: TypeDefinition | undefined): WritingsOf {
  const known = new Map<string, readonly Writing[]>()
  return (name) => {
    const found = known.get(name)
    if (found !== undefined) return found
    const made = writingsOf(definition, name)
    known.set(name, made)
    return made
  }
}

function writingsOf(definition: TypeDefinition | undefined, name: string): readonly Writing[] {
  if (name === '__proto__') return []
  const named = definition?.byJsonName.get(name)
  if (named !== undefined) return [writing(name, named.type)]
  const choice = definition?.elements.find((element) => element.choice && element.name === name)
  if (choice === undefined) return [writing(name, undefined)]
  return choice.types.map((type) => writing(`${name}${type.charAt(0).toUpperCase()}${type.slice(1)}`, type))
}

const writing = (json: string, type: string | undefined): Writing => ({ json, sibling: `_${json}`, type })

/** Where the members of an item stand: in its value, or for a primitive in its sibling. */
export function membersOf({ value, sibling }: Item): JsonObject | undefined {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? undefined : (value as JsonObject)
  return typeof sibling === 'object' && sibling !== null ? (sibling as JsonObject) : undefined
}

/** Visits what an item has under a name; true where the visitor says stop. */
export function follow(item: Item, writings: readonly Writing[], visit: Visit): boolean {
  const members = membersOf(item)
  if (members === undefined) return false
  for (const { json, sibling, type } of writings) {
    const value = members[json]
    const beside = members[sibling]
    if (value === undefined && beside === undefined) continue
    return emit(value, beside, { type, visit })
  }
  return false
}

interface Target {
  readonly type: string | undefined
  readonly visit: Visit
}

function emit(value: unknown, sibling: unknown, { type, visit }: Target): boolean {
  if (!Array.isArray(value) && !Array.isArray(sibling)) return emitOne(value, sibling, { type, visit })
  const values: readonly unknown[] = Array.isArray(value) ? value : []
  const siblings: readonly unknown[] = Array.isArray(sibling) ? sibling : []
  const count = Math.max(values.length, siblings.length)
  for (let index = 0; index < count; index += 1) {
    if (emitOne(values[index], siblings[index], { type, visit })) return true
  }
  return false
}

/** JSON holds no functions: what is one comes from a prototype. */
function emitOne(value: unknown, sibling: unknown, { type, visit }: Target): boolean {
  if (typeof value === 'function') return false
  const isNothing = (value ?? sibling) === undefined || (value === null && sibling === undefined)
  if (isNothing) return false
  return visit({ type: typeOf(value, type), value: value ?? undefined, sibling: sibling ?? undefined })
}

/** A resource says itself what it is. */
function typeOf(value: unknown, type: string | undefined): string {
  if (typeof value === 'object' && value !== null) {
    const { resourceType } = value as { resourceType?: unknown }
    if (typeof resourceType === 'string') return resourceType
  }
  return type ?? systemType(value)
}

/** Visits the children of an item in the order of JSON; true where the visitor says stop. https://hl7.org/fhirpath/N1/#children-collection */
export function followAll(item: Item, members: Members, visit: Visit): boolean {
  const own = membersOf(item)
  if (own === undefined) return false
  const writings = members.ofType(item.type)
  for (const json in own) {
    if (json === 'resourceType' && typeof item.value === 'object') continue
    const name = json.startsWith('_') ? json.slice(1) : json
    if (name !== json && Object.hasOwn(own, name)) continue
    if (follow(item, writings(name), visit)) return true
  }
  return false
}
