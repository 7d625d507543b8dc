import type { IssueCode, Severity } from '../../fhir/outcome.js'
import type { Finding, Spot } from '../run.js'

/** What a rule found, but for where. */
export interface Found {
  readonly severity?: Severity
  readonly code: IssueCode
  readonly sentence: string
  readonly rule?: Finding['rule']
}

/** Reports something found at a spot, as an error unless it says otherwise; `within` leads from the spot on, as `/coding/0/code`. */
export function found(spot: Spot, within: string, { severity = 'error', code, sentence, rule }: Found): void {
  const finding = { severity, code, sentence, pointer: spot.pointer + within }
  spot.frame.run.report(rule === undefined ? finding : { ...finding, rule })
}

const structureDefinitions = 'http://hl7.org/fhir/StructureDefinition/'

/** The id of an invariant that R4 defines on a type. */
export const invariantOf = (type: string, key: string): { readonly system: string; readonly code: string } => ({
  system: structureDefinitions + type,
  code: key,
})
