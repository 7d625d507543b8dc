import type { SearchParameterDefinition } from '../../definitions/definitions.js'
import type { TypedValue } from '../../fhirpath/expression.js'
import type { Column, Hash, ValueRow } from '../index-row.js'
import type { Predicate } from '../predicate.js'

/** One parameter of a search as written: `code:modifier=value,value`. Values are alternatives (OR), still escaped as they came. */
export interface Clause {
  /** The resource type searched. */
  readonly resourceType: string
  readonly definition: SearchParameterDefinition
  readonly modifier: string | undefined
  /** Split at unescaped commas; escapes of `\|`, `\$` and `\\` are still there for the parameter type to split at. */
  readonly values: readonly string[]
}

/** Collects what one resource writes to the index. */
export interface IndexRowBuilder {
  /** The type of the resource, by which the parameter types find their columns. */
  readonly resourceType: string
  /** Hashes the text and adds it to `tokens`. */
  token(text: string): void
  value(row: Omit<ValueRow, 'parameter'> & { readonly parameter: string }): void
  /** Sets a column of the type by its name. */
  column(name: string, value: string | null): void
  hash(text: string): Hash
}

/** What both directions share: baked into the index, so its fingerprint is kept in the database. */
export interface ParameterContext {
  hash(text: string): Hash
  /** The same for a text that is seldom seen twice. */
  hashOnce(text: string): Hash
  /** Columns of the type that serve this parameter; empty where `tokens` and `value` do. */
  columns(resourceType: string, code: string): readonly Column[]
  /** `Type/id` of a reference to this server (relative, or absolute under the base address or an alias), else the absolute url. */
  normalizeReference(reference: string): string
  /** IANA name of the practice's time zone, in which partial dates count. */
  readonly timeZone: string
}

/** One parameter type, which owns both what is written to the index and how it is matched, so that the two cannot disagree. */
export interface ParameterType {
  readonly modifiers: readonly string[]
  index(
    definition: SearchParameterDefinition,
    values: readonly TypedValue[],
    row: IndexRowBuilder,
    context: ParameterContext,
  ): void
  /** Throws a 400 `FhirError` that names the parameter, the value and what was expected. */
  match(clause: Clause, context: ParameterContext): Predicate
}
