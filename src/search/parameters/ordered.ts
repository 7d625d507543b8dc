import type { Column, Hash } from '../index-row.js'
import type { ColumnOperator, Predicate, ValueCondition } from '../predicate.js'
import { allOf, anyOf } from './matching.js'

/** Dates whose ends lie further apart are marked as wide: 32 days, so that a day and a month are not, in any time zone. Numbers are wide that are no points. */
export const dateWidthMaxMs = 32 * 86_400_000

/** A comparison of one end of what is stored (`low` to `high`). */
export interface Bound<Value> {
  readonly end: 'low' | 'high'
  readonly operator: ColumnOperator
  readonly value: Value
}

/**
 * Alternatives, each of them bounds that must all hold. Each alternative has a bound `low <` or `high >`, which no absent column satisfies
 * (see `absentValue`).
 */
export type Comparison<Value> = readonly (readonly Bound<Value>[])[]

/**
 * The same comparison on a pair of columns; `wide` is the token of the rows whose ends lie far apart, which whoever writes the pair has to write.
 */
export function onColumns<Value>(
  comparison: Comparison<Value>,
  columns: readonly Column[],
  format: (value: Value) => string,
  wide: Hash,
): Predicate {
  const columnOf = (end: 'low' | 'high'): string => columns.find(({ name }) => name.endsWith(`_${end}`))?.name ?? ''
  return anyOf(
    comparison.map((bounds) =>
      allOf(
        bounds.map(({ end, operator, value }) => ({
          kind: 'column',
          column: columnOf(end),
          operator,
          value: format(value),
          pair: { other: columnOf(end === 'low' ? 'high' : 'low'), wide },
        })),
      ),
    ),
  )
}

/** The same comparison on rows of `value`, with the unit that the row must have. */
export function onValues<Value>(
  comparison: Comparison<Value>,
  parameter: string,
  format: (value: Value) => string,
  unit?: { readonly field: 'key' | 'unit'; readonly value: Hash },
): Predicate {
  return anyOf(
    comparison.map((bounds) => {
      const conditions: readonly ValueCondition[] = bounds.map(({ end, operator, value }) => ({
        field: end,
        operator,
        value: format(value),
      }))
      return {
        kind: 'value',
        parameter,
        conditions: unit === undefined ? conditions : [{ ...unit, operator: '=' }, ...conditions],
      }
    }),
  )
}

/** The pair of columns of a kind; undefined where the parameter has none, and its values go to `value`. */
export function pairOf(columns: readonly Column[], kind: Column['kind']): readonly Column[] | undefined {
  const pair = columns.filter((column) => column.kind === kind)
  return pair.length === 2 ? pair : undefined
}
