import type { TypeDefinition } from '../definitions/definitions.js'
import { isExactNumber } from '../fhir/exact-number.js'
import type { Check, JsonRecord, MemberCheck } from './check.js'
import { CONTENT, membersOf, type Slot, slotsOf, type TypeChecks } from './members.js'
import { memberPlace, type Place } from './place.js'
import { addIssue, type Report } from './report.js'
import { empty, wrongType } from './sentences.js'
import { isRecord } from './shapes.js'
import { oneOf, unknownMember } from './unknown-member.js'

/**
 * Compiles the check of a resource type, data type or backbone. It walks the members of the object once, and notes as bits what is there: what is
 * missing, given twice, or all too little, is known at the end without looking again.
 */
export function compileObject(definition: TypeDefinition, types: TypeChecks): Check {
  const slots = slotsOf(definition)
  const members = new Map(membersOf(definition, slots, types))
  if (definition.kind === 'resource') {
    members.set('resourceType', { check: resourceTypeMember(definition.name), presence: CONTENT, choice: 0 })
  }
  const required = slots.filter(({ element }) => element.min > 0).reduce((mask, { bit }) => mask | bit, 0)
  return (value, place, report) => {
    if (!isRecord(value) || isExactNumber(value)) return wrongType(report, place, value, expectedObject(definition))
    let present = 0
    let repeated = 0
    for (const name in value) {
      const member = members.get(name)
      if (member === undefined) {
        present |= CONTENT
        unknownMember(report, place, name, definition)
        continue
      }
      repeated |= present & member.choice
      present |= member.presence
      member.check(value[name], value, place, report)
    }
    if (present < CONTENT) empty(report, place, value)
    else if ((present & required) !== required) reportMissing(slots, present, place, report)
    if (repeated !== 0)
      reportRepeated(
        slots.filter(({ bit }) => (bit & repeated) !== 0),
        value,
        place,
        report,
      )
  }
}

/** The `resourceType` of a resource that is checked as the given type. */
function resourceTypeMember(type: string): MemberCheck {
  const step = { json: 'resourceType', element: 'resourceType' }
  return (value, _owner, place, report) => {
    if (value === type) return
    addIssue(
      report,
      'structure',
      memberPlace(place, step),
      (path) => `\`${path}\` is not \`${type}\`, which was expected.`,
    )
  }
}

const expectedObject = ({ name, kind }: TypeDefinition): string =>
  kind === 'backbone' ? 'an object' : `an object of type \`${name}\``

/** https://hl7.org/fhir/R4/conformance-rules.html#cardinality */
function reportMissing(slots: readonly Slot[], present: number, place: Place, report: Report): void {
  for (const { bit, element, names } of slots) {
    if (element.min === 0 || (present & bit) !== 0) continue
    const step = { json: element.choice ? `${element.name}[x]` : element.name, element: element.name }
    const wanted = element.choice ? oneOf(names.map((name) => `\`${name}\``)) : 'it'
    addIssue(report, 'required', memberPlace(place, step), (path) => `\`${path}\` is missing; ${wanted} is required.`)
  }
}

/** A choice is given in one type only. https://hl7.org/fhir/R4/formats.html#choice */
function reportRepeated(slots: readonly Slot[], value: JsonRecord, place: Place, report: Report): void {
  for (const { element, names } of slots) {
    const given = names.filter((name) => value[name] !== undefined || value[`_${name}`] !== undefined)
    if (given.length < 2) continue
    const step = { json: `${element.name}[x]`, element: element.name }
    const list = given.map((name) => `\`${name}\``).join(' and ')
    addIssue(
      report,
      'structure',
      memberPlace(place, step),
      (path) => `\`${path}\` is given as ${list}; keep one of them.`,
    )
  }
}
