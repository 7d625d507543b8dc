import type { ValueSet } from '@medplum/fhirtypes'
import type { Canonicals } from '../definitions/canonicals.js'
import type { Facts } from './facts.js'
import type { Membership } from './membership.js'
import type { Sources } from './sources.js'
import type { CodedValue, Terminology } from './terminology.js'
import type { CompiledSet } from './value-set.js'

/** What bounds terminology. */
export interface TerminologyLimits {
  /** Codes that one expansion may have to hold or subtract from at once; and that it lists without `count`. */
  readonly expansionCodesMax: number
  /** Answers of the database that are remembered. */
  readonly answersMax: number
}

export const terminologyLimits: TerminologyLimits = { expansionCodesMax: 100_000, answersMax: 50_000 }

/** What one judgement takes for known, and whether concepts that only group are taken. */
export interface JudgeOptions {
  readonly facts: Facts
  readonly abstract: 'refused' | 'taken'
}

/** Terminology with what its operations need beside the validator's questions. */
export interface TerminologyEngine extends Terminology {
  readonly canonicals: Canonicals
  readonly sources: Sources
  readonly limits: TerminologyLimits
  /** A value set taken apart, by `url` or `url|version`, also an implicit one; undefined where there is none. */
  valueSet(canonical: string): CompiledSet | undefined
  /** A value set that came with a request, taken apart. */
  compile(valueSet: ValueSet): CompiledSet
  /** Judges a code against a set, or against its system where no set is given. */
  judge(set: CompiledSet | undefined, coded: CodedValue, options: JudgeOptions): Membership
  /** The sentence of a membership that is `out`. */
  explain(set: CompiledSet | undefined, coded: CodedValue, answer: Extract<Membership, { kind: 'out' }>): string
}
