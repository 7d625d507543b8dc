/**
 * What the validator asks of terminology, synchronously: membership in value sets and existence in code systems. What is kept in the database is
 * answered as `pending` with a question; the questions of one pass are answered together by `Terminology.answer`, and the pass runs again.
 */

import type { Queryable } from '../database/database.js'

/** A code as a resource has it. https://hl7.org/fhir/R4/datatypes.html#Coding */
export interface CodedValue {
  /** Undefined for a `code` element, whose system the value set implies. */
  readonly system: string | undefined
  readonly version: string | undefined
  readonly code: string
  readonly display: string | undefined
}

/** One thing that only the database knows; `key` is the same for the same question. */
export interface CodeQuestion {
  readonly kind: 'code'
  readonly key: string
  readonly valueSet: string | undefined
  readonly coded: CodedValue
}

export type CodeVerdict =
  /** It is right; `displays` are those that the system gives (empty where it knows none): a display of the client that is none of them is a warning. */
  | { readonly kind: 'valid'; readonly displays: readonly string[] }
  /**
   * It is wrong, and the sentence says why: `The code …`. `not-in-value-set`: the system may have it, the value set has not. `abstract`: both have it, but
   * only to group other codes.
   */
  | {
      readonly kind: 'invalid'
      readonly why: 'unknown-code' | 'not-in-value-set' | 'syntax' | 'abstract'
      readonly sentence: string
    }
  /** It cannot be decided here, since a code system or value set is absent or a fragment; the sentence says which. Syntax and check digits are right. */
  | { readonly kind: 'unverifiable'; readonly sentence: string }
  | { readonly kind: 'pending'; readonly question: CodeQuestion }

/** Answers of an earlier pass by the question's key. */
export type CodeAnswers = ReadonlyMap<string, CodeVerdict>

export interface TerminologyView {
  /** Whether a value set holds a code. A code without system is held by any system of the set. An unknown value set is `unverifiable`. */
  inValueSet(valueSet: string, coded: CodedValue, answers: CodeAnswers): CodeVerdict
  /** Whether a code system has a code; syntax and check digits where the system itself is absent (LOINC, SNOMED CT, NPI …). */
  inSystem(coded: CodedValue, answers: CodeAnswers): CodeVerdict
  /** The title or name of a value set, for messages; its url where it is unknown. */
  titleOf(valueSet: string): string
}

/** The view, and what answers its questions. */
export interface Terminology extends TerminologyView {
  /** Answers many questions with a bounded number of statements; inside a transaction `queryable` is that transaction. */
  answer(questions: readonly CodeQuestion[], queryable: Queryable): Promise<CodeAnswers>
}
