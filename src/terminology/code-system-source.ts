import type { Queryable } from '../database/database.js'

/** A concept as every operation needs it. https://hl7.org/fhir/R4/codesystem.html */
export interface Concept {
  readonly code: string
  readonly display: string | undefined
  readonly definition?: string
  readonly designations?: readonly {
    readonly language?: string
    readonly use?: { readonly system?: string; readonly code?: string; readonly display?: string }
    readonly value: string
  }[]
  /** Properties in the order of the system; `code` is the property's code, `value` a FHIR value with its type (`valueCode`, `valueString`, `valueBoolean` …). */
  readonly properties?: readonly {
    readonly code: string
    readonly valueType: 'code' | 'string' | 'Coding' | 'boolean' | 'integer' | 'dateTime' | 'decimal'
    readonly value: unknown
  }[]
  /** False for inactive, retired, deprecated concepts. */
  readonly active: boolean
  /** True for a concept that only groups (`notSelectable`). */
  readonly abstract: boolean
  /** Codes of the direct parents. */
  readonly parents: readonly string[]
}

/** A filter of ValueSet.compose.include.filter. https://hl7.org/fhir/R4/valueset-filter-operator.html */
export interface ConceptFilter {
  readonly property: string
  readonly op: '=' | 'is-a' | 'descendent-of' | 'is-not-a' | 'regex' | 'in' | 'not-in' | 'generalizes' | 'exists'
  readonly value: string
}

export interface ConceptQuery {
  /** All have to hold. */
  readonly filters: readonly ConceptFilter[]
  /** Words that the display or code has to contain, without regard to case. */
  readonly text: string | undefined
  readonly activeOnly: boolean
  readonly offset: number
  readonly count: number
}

/** One version of a code system, wherever its concepts are kept (memory, database, an algorithm). Answers are batched: no query in a loop. */
export interface CodeSystemSource {
  readonly url: string
  readonly version: string | undefined
  readonly name: string
  /** `complete`: an absent code is wrong. `fragment`: it may exist elsewhere. `grammar`: codes are judged by syntax (UCUM, BCP-47) and cannot be listed. */
  readonly content: 'complete' | 'fragment' | 'grammar'
  readonly caseSensitive: boolean
  /** Present where it is kept in memory: the same answers at once, for the validator's pass. */
  readonly local: LocalConcepts | undefined
  /** The concepts that there are of these codes, by code. */
  find(codes: readonly string[], queryable: Queryable): Promise<ReadonlyMap<string, Concept>>
  /** For each pair whether `code` is a strict descendant of `ancestor`: a lookup, not a walk. */
  descends(
    pairs: readonly { readonly ancestor: string; readonly code: string }[],
    queryable: Queryable,
  ): Promise<readonly boolean[]>
  /** For each code whether it fulfils all filters; how membership is decided without expanding. */
  fulfils(
    codes: readonly string[],
    filters: readonly ConceptFilter[],
    queryable: Queryable,
  ): Promise<readonly boolean[]>
  /** One page of the concepts that fulfil a query, in the system's order, and how many there are in all. */
  select(
    query: ConceptQuery,
    queryable: Queryable,
  ): Promise<{ readonly concepts: readonly Concept[]; readonly total: number }>
}

export interface LocalConcepts {
  find(code: string): Concept | undefined
  descends(ancestor: string, code: string): boolean
  fulfils(code: string, filters: readonly ConceptFilter[]): boolean
  /** All concepts in the system's order; empty for a grammar. */
  all(): Iterable<Concept>
  readonly size: number
}
