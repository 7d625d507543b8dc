import type { Hash } from './index-row.js'

/**
 * What a plan asks of a row, as plain data. Parameter types make these, `compile.ts` turns them into SQL, and tests read them.
 */
export type Predicate =
  | { readonly kind: 'and' | 'or'; readonly predicates: readonly Predicate[] }
  | { readonly kind: 'not'; readonly predicate: Predicate }
  /** `tokens @> hashes`: all of them. */
  | { readonly kind: 'tokens-all'; readonly hashes: readonly Hash[] }
  /** `tokens && hashes`: any of them. */
  | { readonly kind: 'tokens-any'; readonly hashes: readonly Hash[] }
  /** A comparison with a column of the index row; `value` is text that PostgreSQL casts to the column's type. */
  | {
      readonly kind: 'column'
      readonly column: string
      readonly operator: ColumnOperator
      readonly value: string
      /** Where the column is one end of a value: the other end. */
      readonly pair?: ColumnPair
    }
  | { readonly kind: 'ids'; readonly ids: readonly string[] }
  /** Some row of `value` of this parameter for which all of the conditions hold (on the same row). */
  | { readonly kind: 'value'; readonly parameter: string; readonly conditions: readonly ValueCondition[] }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'everything' }

/** The other end of a value, and the token of the rows in which the two ends lie far apart (`narrow.ts`). */
export interface ColumnPair {
  readonly other: string
  readonly wide: Hash
}

export type ColumnOperator = '=' | '<>' | '<' | '<=' | '>' | '>='

export type ValueCondition =
  | { readonly field: 'low' | 'high'; readonly operator: ColumnOperator; readonly value: string }
  | { readonly field: 'key' | 'unit'; readonly operator: '='; readonly value: Hash }
  /** `starts` and `contains` compare normalised text without wildcards of their own. */
  | { readonly field: 'text'; readonly operator: 'starts' | 'contains'; readonly value: string }
