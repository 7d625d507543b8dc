import type { Column, ColumnKind } from './index-row.js'

/** `value-quantity` as a column is called: `value_quantity`. */
export const columnName = (code: string): string => code.replaceAll('-', '_').toLowerCase()

/** Single-valued references: the hash of `Type/id` of a local target. For chains and joins; equality is matched in `tokens`. */
export const reference = (...codes: readonly string[]): readonly Column[] =>
  codes.map((code) => ({
    name: columnName(code),
    parameter: code,
    kind: 'reference',
    sqlType: 'int8',
    indexed: false,
  }))

/** The reference by which the type is asked most, with a B-tree of its own. */
export const main = (code: string): readonly Column[] => reference(code).map((column) => ({ ...column, indexed: true }))

const pairs =
  (kind: ColumnKind, sqlType: Column['sqlType'], suffixes: readonly string[]) =>
  (...codes: readonly string[]): readonly Column[] =>
    codes.flatMap((parameter) =>
      suffixes.map((suffix) => ({
        name: `${columnName(parameter)}_${suffix}`,
        parameter,
        kind,
        sqlType,
        indexed: true,
      })),
    )

/** For pairs that are asked too seldom for two B-trees: the comparison is made on what the rest of the search found. */
export const rarely = (columns: readonly Column[]): readonly Column[] =>
  columns.map((column) => ({ ...column, indexed: false }))

/** Single-valued dates, dateTimes, instants, Periods and Timings: a pair serves their search, and the sort too. */
export const date = pairs('date', 'timestamptz', ['low', 'high'])

/** Single-valued numbers. */
export const number = pairs('number', 'numeric', ['low', 'high'])

/** Single-valued quantities, as written; the unit is in `tokens`. */
export const quantity = pairs('quantity', 'numeric', ['low', 'high'])

/** Sort keys of strings or tokens that may repeat. */
export const sortText = pairs('sort-text', 'text collate "C"', ['min', 'max'])

/** Sort keys of dates that may repeat. */
export const sortDate = pairs('sort-date', 'timestamptz', ['min', 'max'])
