import { type Issue, type IssueCode, issue } from '../fhir/outcome.js'
import { expressionOf, jsonPath, type Place } from './place.js'

/** Issues of one resource; one more then says that there are others. */
const ISSUES_MAX = 50

/** Collects what is wrong with one resource. It grows while the resource is walked, and belongs to that walk alone. */
export interface Report {
  readonly issues: Issue[]
}

/** A report with nothing in it. */
export const createReport = (): Report => ({ issues: [] })

/**
 * Notes a problem. The sentence is made from the place's path, and only while there is room: a resource of a million mistakes costs no more than one
 * of fifty.
 */
export function addIssue(report: Report, code: IssueCode, place: Place, sentence: (path: string) => string): void {
  const { issues } = report
  if (issues.length > ISSUES_MAX) return
  const isFull = issues.length === ISSUES_MAX
  issues.push(
    isFull
      ? issue(
          'informational',
          `There are more problems than these ${ISSUES_MAX}; correct them first, then send it again.`,
        )
      : issue(code, sentence(jsonPath(place)), expressionOf(place)),
  )
}
