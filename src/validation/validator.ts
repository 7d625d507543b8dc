import type { Issue } from '../fhir/outcome.js'
import type { Answers, Question } from './run.js'

export interface ValidationRequest {
  readonly type: string
  /** Parsed; numbers that a double would round may be `ExactNumber`s. */
  readonly resource: object
  /** Profiles to validate against beside those that `meta.profile` claims and the configuration adds. */
  readonly profiles: readonly string[]
  readonly answers: Answers
  /** The time of the request, `2026-11-24T10:00:00+01:00`, for invariants that ask for `now()` or `today()`. */
  readonly now?: string | undefined
  /** The Bundle that the resource comes in, where it is judged by itself: references to its other entries and by search criteria lead somewhere then. */
  readonly within?: { readonly bundle: object; readonly fullUrl: string | undefined } | undefined
}

export interface ValidationResult {
  /** Sorted by place; capped, and then the last says so. */
  readonly issues: readonly Issue[]
  /** Those of `issues` that the structure check found: the resource is not R4 at all. */
  readonly structural: readonly Issue[]
  /** Where there are any, the result is provisional: get the answers, and run it again. */
  readonly questions: readonly Question[]
}

/** Validates fully: structure, then R4's rules and profiles by compiled code. Pure and synchronous; never throws. https://hl7.org/fhir/R4/validation.html */
export type Validate = (request: ValidationRequest) => ValidationResult
