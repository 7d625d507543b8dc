import { isExactNumber } from '../fhir/exact-number.js'
import { shown } from '../fhir/suggest.js'
import type { Place } from './place.js'
import type { PrimitiveRule } from './primitive-rules.js'
import { addIssue, type Report } from './report.js'

/** What a JSON value is, for people. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'number' || isExactNumber(value)) return 'a number'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

/** A value of another JSON type than the element has. */
export function wrongType(report: Report, place: Place, value: unknown, expected: string): void {
  const hint =
    value === null
      ? ' Leave out what has no value.'
      : Array.isArray(value) && place.index === undefined
        ? ' It does not repeat.'
        : ''
  addIssue(report, 'structure', place, (path) => `\`${path}\` is ${kindOf(value)}; it has to be ${expected}.${hint}`)
}

/** A primitive value that its type doesn't allow. */
export function wrongValue(report: Report, place: Place, value: unknown, rule: PrimitiveRule): void {
  const isNumber = typeof value === 'number' || isExactNumber(value)
  if (rule.json !== (isNumber ? 'number' : typeof value)) wrongType(report, place, value, rule.expected)
  else if (value === '')
    addIssue(report, 'value', place, (path) => `\`${path}\` is empty; leave out what has no value.`)
  else {
    addIssue(
      report,
      'value',
      place,
      (path) => `\`${path}\` is \`${shown(String(value))}\`; it has to be ${rule.expected}.`,
    )
  }
}

/** An object or array without anything in it. https://hl7.org/fhir/R4/json.html */
export function empty(report: Report, place: Place, value: unknown): void {
  addIssue(report, 'structure', place, (path) => `\`${path}\` is ${kindOf(value)} without content; leave it out.`)
}
