import type { AccessPredicate } from '../access/access.js'
import type { Hash } from './index-row.js'
import type { SearchPlan } from './plan.js'

/** A search as a client states it. */
export interface SearchQuery {
  /** One type, or several (`_type` and compartments); empty means every type. */
  readonly types: readonly string[]
  /** Decoded parameters in their order. */
  readonly parameters: readonly (readonly [name: string, value: string])[]
  /** `lenient` ignores unknown parameters and leaves them out of `used`; strict refuses them with 400. */
  readonly handling: 'strict' | 'lenient'
  readonly access: AccessPredicate
  /** `Patient/1`: only resources in this compartment. */
  readonly compartment?: { readonly type: string; readonly id: string }
}

/** A search understood. */
export interface PlannedSearch {
  readonly plan: SearchPlan
  /** Exactly the parameters that were used, in canonical form, for the `self` link; without the cursor. */
  readonly used: readonly (readonly [name: string, value: string])[]
  /** What was ignored under lenient handling, as sentences for an outcome entry. */
  readonly ignored: readonly string[]
}

export interface SearchPlanner {
  /** Throws 400 for what is wrong, naming the nearest parameter or modifier that exists. `_summary`, `_elements`, `_format` and `_pretty` pass. */
  plan(query: SearchQuery): PlannedSearch
  /**
   * The condition of a conditional interaction (`If-None-Exist`, `PUT Patient?…`, `Patient?identifier=…` as a reference): normalised text to lock on,
   * and token hashes where the whole condition is a conjunction of tokens (so that many are answered by one statement).
   */
  condition(type: string, query: string, access: AccessPredicate): Condition
}

export interface Condition {
  /** Type and clauses, sorted and normalised: equal conditions have equal text. */
  readonly normalized: string
  /** Present where every clause is one token: the fast way. */
  readonly tokens?: readonly Hash[]
  readonly plan: SearchPlan
}
