import { memberPlace, type Place, type Step } from './place.js'
import type { Report } from './report.js'
import { empty, wrongType } from './sentences.js'

/** True for an array with items, as an element that repeats is written; else it says what is wrong. https://hl7.org/fhir/R4/json.html */
export function isFilledArray(value: unknown, place: Place, step: Step, report: Report): value is readonly unknown[] {
  if (!Array.isArray(value)) {
    wrongType(report, memberPlace(place, step), value, 'an array, since this element can repeat')
    return false
  }
  if (value.length > 0) return true
  empty(report, memberPlace(place, step), value)
  return false
}
