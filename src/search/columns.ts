import { columnList } from './column-list.js'
import type { Column } from './index-row.js'

const none: readonly Column[] = []

/** The columns of a type's index table, one entry for each SQL column, in their order; none for a type that needs none. */
export const columnsOf = (resourceType: string): readonly Column[] => columnList[resourceType] ?? none

const byParameter = new Map<string, ReadonlyMap<string, readonly Column[]>>(
  Object.entries(columnList).map(([type, columns]) => [
    type,
    new Map(columns.map(({ parameter }) => [parameter, columns.filter((column) => column.parameter === parameter)])),
  ]),
)

/** The columns that serve one parameter of a type; none where `tokens` and `value` do. */
export const columnsFor = (resourceType: string, code: string): readonly Column[] =>
  byParameter.get(resourceType)?.get(code) ?? none

/** Sorts after every string under `collate "C"`: the last code point, which is no character. */
const afterEveryString = '\u{10ffff}'

/** Sorts before every string: control characters are refused on the way in. Not the empty string, which columns of a statement cannot hold. */
const beforeEveryString = '\u0001'

/**
 * What a column holds where the resource has no value: null for references, and for pairs a sentinel that no value can be. The low end is after everything,
 * the high end before everything, so that "absent last" is the order of the column itself in both directions (ascending by low or minimum, descending by
 * high or maximum), and no comparison of a search is true of it (`low < x` and `high > x` are false, and every predicate has one of them).
 */
export function absentValue(column: Column): string | null {
  if (column.kind === 'reference') return null
  const first = isLow(column)
  if (column.sqlType === 'timestamptz') return first ? 'infinity' : '-infinity'
  if (column.sqlType === 'numeric') return first ? 'Infinity' : '-Infinity'
  return first ? afterEveryString : beforeEveryString
}

/**
 * The column to sort a parameter by: the low end or minimum for ascending, the high end or maximum for descending; undefined where the type has no sort key
 * for it. It never holds null. https://hl7.org/fhir/R4/search.html#sort
 */
export function sortColumn(
  resourceType: string,
  code: string,
  direction: 'ascending' | 'descending',
): Column | undefined {
  return columnsFor(resourceType, code).find(
    (column) => column.kind !== 'reference' && isLow(column) === (direction === 'ascending'),
  )
}

const isLow = (column: Column): boolean => column.name.endsWith('_low') || column.name.endsWith('_min')
