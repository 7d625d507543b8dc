import type { JsonRecord } from './check.js'
import { memberPlace, type Place, type Step } from './place.js'
import type { Report } from './report.js'
import { empty, wrongType } from './sentences.js'

/** Narrows to an object that is no array. */
export const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** True for an array with items, as an element that repeats is written; else it says what is wrong. https://hl7.org/fhir/R4/json.html */
export function isFilledArray(value: unknown, place: Place, step: Step, report: Report): value is readonly unknown[] {
  if (!Array.isArray(value)) {
    wrongType(report, memberPlace(place, step), value, 'an array, since this element can repeat')
    return false
  }
  if (value.length === 0) empty(report, memberPlace(place, step), value)
  return value.length > 0
}
