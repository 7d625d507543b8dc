import type { Check, MemberCheck } from './check.js'
import { itemPlace, memberPlace, type Step } from './place.js'
import type { PrimitiveRule } from './primitive-rules.js'
import { addIssue } from './report.js'
import { wrongValue } from './sentences.js'
import { isFilledArray, isRecord } from './shapes.js'

/** True for what can stand in for a value: the `_element` of a primitive, with an extension. */
const standsIn = (sibling: unknown): boolean => isRecord(sibling) && sibling.extension !== undefined

/** The value of a primitive that does not repeat. https://hl7.org/fhir/R4/json.html#primitive */
export function singleValue(step: Step, rule: PrimitiveRule): MemberCheck {
  return (value, _owner, place, report) => {
    if (!rule.accepts(value)) wrongValue(report, memberPlace(place, step), value, rule)
  }
}

/** The values of a primitive that repeats: `null` only where `_element` stands in for it. */
export function repeatedValue(step: Step, rule: PrimitiveRule): MemberCheck {
  const sibling = `_${step.json}`
  return (value, owner, place, report) => {
    if (!isFilledArray(value, place, step, report)) return
    for (let index = 0; index < value.length; index++) {
      const item: unknown = value[index]
      if (rule.accepts(item)) continue
      const at = itemPlace(place, step, index)
      if (item !== null) {
        wrongValue(report, at, item, rule)
        continue
      }
      const siblings = owner[sibling]
      if (Array.isArray(siblings) && standsIn(siblings[index])) continue
      addIssue(
        report,
        'structure',
        at,
        (path) =>
          `\`${path}\` is null, which takes an extension for it at \`${sibling}[${index}]\`; leave out what has no value.`,
      )
    }
  }
}

/** Sits in for the messages about an `_element` that has an id at most, and no value beside it. */
const noValue = (path: string) =>
  `\`${path}\` has no value beside it and no extension; give it either, or leave it out.`

/** The `_element` of a primitive that does not repeat: its id and extensions. */
export function singleSibling(step: Step, checkElement: Check): MemberCheck {
  const sibling = { json: `_${step.json}`, element: step.element }
  return (value, owner, place, report) => {
    const at = memberPlace(place, sibling)
    checkElement(value, at, report)
    if (owner[step.json] === undefined && isOnlyId(value)) addIssue(report, 'structure', at, noValue)
  }
}

/** The `_element`s of a primitive that repeats, `null` where there is nothing to add to a value. */
export function repeatedSibling(step: Step, checkElement: Check): MemberCheck {
  const sibling = { json: `_${step.json}`, element: step.element }
  return (value, owner, place, report) => {
    if (!isFilledArray(value, place, sibling, report)) return
    const values = owner[step.json]
    for (let index = 0; index < value.length; index++) {
      const item: unknown = value[index]
      const at = itemPlace(place, sibling, index)
      const isAlone = !Array.isArray(values) || index >= values.length
      if (item !== null) checkElement(item, at, report)
      // Where the value is there and null, the value's own check says so.
      if (isAlone && (item === null || isOnlyId(item))) addIssue(report, 'structure', at, noValue)
    }
  }
}

const isOnlyId = (value: unknown): boolean => isRecord(value) && value.id !== undefined && value.extension === undefined
