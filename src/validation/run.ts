import type { Canonicals } from '../definitions/canonicals.js'
import type { Definitions } from '../definitions/definitions.js'
import type { IssueCode, Severity } from '../fhir/outcome.js'
import type { Allowance } from '../fhirpath/invariant/allowance.js'
import type { CodeAnswers, CodeQuestion, TerminologyView } from '../terminology/terminology.js'
import type { JsonRecord } from './check.js'

/** A resource that only the store has: `resolve()` of a reference that leads out of what is validated. */
export interface ResourceQuestion {
  readonly kind: 'resource'
  /** `Patient/1`, relative to this server. */
  readonly key: string
}

/** What a pass could not know by itself. */
export type Question = CodeQuestion | ResourceQuestion

/** What was answered after an earlier pass. A resource that is not there, or that the client may not see, is answered as undefined. */
export interface Answers {
  readonly codes: CodeAnswers
  readonly resources: ReadonlyMap<string, object | undefined>
}

/** Something that a rule found wrong (or, as a warning, doubtful). */
export interface Finding {
  readonly severity: Severity
  readonly code: IssueCode
  /** JSON pointer from the outermost resource: `/component/0/valueQuantity/unit`. It becomes the FHIRPath expression. */
  readonly pointer: string
  /** A whole sentence. `{path}` in it is replaced by the readable path (`Observation.component[0].valueQuantity`). */
  readonly sentence: string
  /** The id of the rule: the invariant's key (`obs-7`), the value set of a binding, the profile and slice. Goes to `OperationOutcome.issue.details.coding`. */
  readonly rule?: { readonly system: string; readonly code: string }
}

/** Shared by everything that one validation touches. */
export interface Run {
  readonly definitions: Definitions
  readonly canonicals: Canonicals
  readonly terminology: TerminologyView
  readonly answers: Answers
  /** Takes up to the limit of findings; the same finding at the same place is taken once. */
  report(finding: Finding): void
  ask(question: Question): void
  /** Validates silently against a profile (for discriminators, targetProfile, conformsTo); undefined where the profile is unknown. */
  conforms(value: unknown, profile: string, spot: Spot): boolean | undefined
  /** Validates against a profile, and reports what is wrong (for the definition of an extension); nothing where the profile is unknown. */
  validate(value: unknown, profile: string, spot: Spot): void
  /** Whether best practices (dom-6 …) are reported, as warnings; silent where it is absent. */
  readonly bestPractices?: boolean
  /** The time of the request, for invariants that ask for `now()` or `today()`; without it they cannot be evaluated. */
  readonly now?: string
  /** The time that the invariants of the whole validation may take together. */
  readonly allowance?: Allowance
}

/** The resource that the walk is in: changes at `contained` and at `Bundle.entry.resource`, `Parameters.parameter.resource`. */
export interface Frame {
  readonly run: Run
  /** `%resource` */
  readonly resource: JsonRecord
  /** `%rootResource`: the container of a contained resource, else `resource` itself. */
  readonly rootResource: JsonRecord
  /** Where `resource` stands in what is validated; empty for the outermost. */
  readonly pointer: string
  /** The frame of the Bundle around it, where there is one, and the fullUrl of its entry. */
  readonly bundle: { readonly frame: Frame; readonly fullUrl: string | undefined } | undefined
}

/** A place that a rule is asked at. */
export interface Spot {
  readonly frame: Frame
  /** JSON pointer from the outermost resource. */
  readonly pointer: string
}

/** A rule with its parameters inside: reports what is wrong at a value. Never throws, never waits. `sibling` is the `_element` of a primitive. */
export type Rule = (value: unknown, spot: Spot, sibling?: unknown) => void
