import type { Definitions } from '../../definitions/definitions.js'
import type { Issue, Severity } from '../../fhir/outcome.js'
import type { Finding } from '../run.js'
import { readablePath } from './readable-path.js'

const ranks: Readonly<Record<Severity, number>> = { fatal: 0, error: 1, warning: 2, information: 3 }

/** Findings as issues of an OperationOutcome: with the path in words and as FHIRPath, and the rule's id. https://hl7.org/fhir/R4/operationoutcome.html */
export function issuesOf(findings: readonly Finding[], resource: object, definitions: Definitions): readonly Issue[] {
  return findings.map(({ severity, code, pointer, sentence, rule }): Issue => {
    const { json, expression } = readablePath(resource, pointer, definitions)
    const diagnostics = sentence.replaceAll('{path}', () => json)
    const place = { severity, code, diagnostics, expression: [expression] }
    return rule === undefined ? place : { ...place, details: { coding: [rule] } }
  })
}

/** Errors first; the order of the walk otherwise. */
export const bySeverity = (issues: readonly Issue[]): readonly Issue[] =>
  [...issues].sort((left, right) => ranks[left.severity] - ranks[right.severity])

/** At most so many issues; one more then says that there are others. */
export function capped(issues: readonly Issue[], issuesMax: number, isCut: () => boolean): readonly Issue[] {
  if (issues.length <= issuesMax && !isCut()) return issues
  const diagnostics = `There are more problems than these ${Math.min(issues.length, issuesMax)}; correct them first, then send it again.`
  return [...issues.slice(0, issuesMax), { severity: 'information', code: 'informational', diagnostics }]
}
