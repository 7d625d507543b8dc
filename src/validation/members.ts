import type { ElementDefinition, TypeDefinition } from '../definitions/definitions.js'
import type { Check, MemberCheck } from './check.js'
import { itemPlace, memberPlace, type Step } from './place.js'
import { repeatedSibling, repeatedValue, singleSibling, singleValue } from './primitive-members.js'
import { primitiveRules } from './primitive-rules.js'
import { isFilledArray } from './shapes.js'

/** What a JSON name of a type stands for. */
export interface Member {
  readonly check: MemberCheck
  /** What its presence says about the object: the slot of its element, and that there is content. */
  readonly presence: number
  /** The slot of its choice; 0 for what is none. A second member of the same slot is one too many, unless it is the `_element` of the first. */
  readonly choice: number
}

/** An element that has to be there, or can be there in one of several types. */
export interface Slot {
  readonly bit: number
  readonly element: ElementDefinition
  /** How JSON writes it: one name, or those of the choice. */
  readonly names: readonly string[]
}

/** How the checks of types reach one another, before all of them are compiled. */
export interface TypeChecks {
  /** The check of a data type or backbone, compiled when it is first needed. */
  of(type: string): Check
  /** The check of any resource by its `resourceType`. */
  readonly resource: Check
}

/** Set by every member but `id`: an element with nothing but an id has no content. Slots are below it. */
export const CONTENT = 1 << 30

/** The elements of a type that have a slot. R4's types have nine at most, and there is room for thirty. */
export function slotsOf(definition: TypeDefinition): readonly Slot[] {
  const names = [...definition.byJsonName]
  return definition.elements
    .filter((element) => element.min > 0 || element.choice)
    .map((element, at) => ({
      bit: 1 << at,
      element,
      names: names.filter(([, member]) => member.element === element).map(([name]) => name),
    }))
}

/** The members of a type by their JSON names, `_element`s of primitives included. */
export function membersOf(
  definition: TypeDefinition,
  slots: readonly Slot[],
  types: TypeChecks,
): ReadonlyMap<string, Member> {
  const bits = new Map(slots.map(({ element, bit }) => [element, bit]))
  const members = new Map<string, Member>()
  for (const [json, { element, type }] of definition.byJsonName) {
    const step = { json, element: element.name }
    const bit = bits.get(element) ?? 0
    const choice = element.choice ? bit : 0
    // Beside a value, an id is content enough for the `Element` of a primitive.
    const presence = json === 'id' && definition.name !== 'Element' ? bit : bit | CONTENT
    const rule = primitiveRules[type]
    const repeats = element.max > 1
    if (rule === undefined) {
      const check = type === 'Resource' ? types.resource : types.of(type)
      members.set(json, { check: repeats ? repeatedObject(step, check) : singleObject(step, check), presence, choice })
      continue
    }
    members.set(json, { check: repeats ? repeatedValue(step, rule) : singleValue(step, rule), presence, choice })
    if (!hasSibling(element, type)) continue
    const check = repeats ? repeatedSibling(step, types.of('Element')) : singleSibling(step, types.of('Element'))
    members.set(`_${json}`, { check, presence, choice })
  }
  return members
}

/** Ids, what XML writes as an attribute, and narrative have no extensions. https://hl7.org/fhir/R4/fhir.schema.json.zip */
const hasSibling = (element: ElementDefinition, type: string): boolean =>
  element.name !== 'id' && !element.attribute && type !== 'xhtml'

function singleObject(step: Step, check: Check): MemberCheck {
  return (value, _owner, place, report) => check(value, memberPlace(place, step), report)
}

function repeatedObject(step: Step, check: Check): MemberCheck {
  return (value, _owner, place, report) => {
    if (!isFilledArray(value, place, step, report)) return
    for (let index = 0; index < value.length; index++) check(value[index], itemPlace(place, step, index), report)
  }
}
