import type { Definitions } from '../definitions/definitions.js'
import type { Allowance } from './invariant/allowance.js'
import { compiledInvariant } from './invariant/compiled-invariant.js'
import { engineInvariant } from './invariant/engine-invariant.js'

/** What an invariant is evaluated in. https://hl7.org/fhir/R4/fhirpath.html#variables */
export interface InvariantEnvironment {
  /** `%resource`: the resource that the element is in; for a contained one, that one. */
  readonly resource: object
  /** `%rootResource`: the container of a contained resource, else the same as `resource`. */
  readonly rootResource: object
  /** `resolve()`: the resource that a reference leads to (contained, in the Bundle, or fetched before); undefined where it is unknown. */
  readonly resolve: (reference: string) => object | undefined
  /** `memberOf(valueSet)`; undefined where it cannot be decided. */
  readonly memberOf: (value: unknown, valueSet: string) => boolean | undefined
  /** `conformsTo(profile)`; undefined where the profile is unknown. */
  readonly conformsTo: (value: unknown, profile: string) => boolean | undefined
  /** The time of the request, `2026-11-24T10:00:00+01:00`: for `now()`, `today()` and `timeOfDay()`, which fail without it. */
  readonly now?: string
  /** The time that is left to the validation as a whole; without it each evaluation has one of its own. */
  readonly allowance?: Allowance
}

/** The element that an invariant is asked of: for a primitive its value and its `_sibling` (`id`, `extension`). */
export interface InvariantFocus {
  readonly type: string
  readonly value: unknown
  readonly sibling: unknown
}

export type InvariantResult =
  | { readonly kind: 'holds' }
  /** `isEmpty`: it gives nothing at all, which may be since the environment knows nothing of what it asks. */
  | { readonly kind: 'violated'; readonly isEmpty?: true }
  /** It could not be evaluated, and the message says why. Never thrown. */
  | { readonly kind: 'failed'; readonly message: string }

/**
 * A compiled invariant: pure, never throws, no I/O. It holds where the result is one value that is not `false`; an empty result is a violation, since a
 * constraint has to evaluate to true. https://hl7.org/fhir/R4/conformance-rules.html#constraints
 */
export type Invariant = (focus: InvariantFocus, environment: InvariantEnvironment) => InvariantResult

/**
 * An invariant as a function: compiled to closures where the expression is of the subset, else through HL7's engine. It throws nothing: an expression
 * that nobody can read gives a function that answers `failed`. https://hl7.org/fhirpath/N1/
 */
export const compileInvariant = (expression: string, definitions: Definitions): Invariant =>
  compiledInvariant(expression, definitions) ?? engineInvariant(expression, definitions)
