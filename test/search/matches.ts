import { compareDecimals, type Decimal, parseDecimal } from '../../src/fhir/decimal.js'
import type { Column, Hash, IndexRow, ValueRow } from '../../src/search/index-row.js'
import type { ColumnOperator, Predicate, ValueCondition } from '../../src/search/predicate.js'
import { overflowParameter } from '../../src/search/token-cap.js'

/** What a row has beside what indexing gives it. */
export interface RowIdentity {
  readonly id: string
  readonly lastUpdated: string
}

/** A naive evaluator of predicates over an index row: what the compiled SQL has to agree with. A comparison with null is not true. */
export function matches(
  predicate: Predicate,
  row: IndexRow,
  columns: readonly Column[],
  identity?: RowIdentity,
): boolean {
  switch (predicate.kind) {
    case 'everything':
      return true
    case 'nothing':
      return false
    case 'and':
      return predicate.predicates.every((member) => matches(member, row, columns, identity))
    case 'or':
      return predicate.predicates.some((member) => matches(member, row, columns, identity))
    case 'not':
      return !matches(predicate.predicate, row, columns, identity)
    case 'tokens-all':
      return predicate.hashes.every((hash) => holdsToken(row, hash))
    case 'tokens-any':
      return predicate.hashes.some((hash) => holdsToken(row, hash))
    case 'ids':
      return identity !== undefined && predicate.ids.includes(identity.id)
    case 'column':
      return matchesColumn(predicate, row, columns, identity)
    case 'value':
      return row.values.some(
        (value) =>
          value.parameter === predicate.parameter &&
          predicate.conditions.every((condition) => matchesValue(condition, value)),
      )
  }
}

const holdsToken = ({ tokens, values }: IndexRow, hash: Hash): boolean =>
  tokens.includes(hash) || values.some(({ parameter, key }) => parameter === overflowParameter && key === hash)

function matchesColumn(
  { column, operator, value }: Extract<Predicate, { kind: 'column' }>,
  row: IndexRow,
  columns: readonly Column[],
  identity: RowIdentity | undefined,
): boolean {
  if (column === 'last_updated')
    return identity !== undefined && holds(operator, timeOf(identity.lastUpdated) - timeOf(value))
  const at = columns.findIndex(({ name }) => name === column)
  const stored = row.columns[at]
  if (at < 0) throw new RangeError(`There is no column \`${column}\`.`)
  if (stored === null || stored === undefined) return false
  const sqlType = columns[at]?.sqlType
  if (sqlType === 'timestamptz') return holds(operator, difference(timeOf(stored), timeOf(value)))
  if (sqlType === 'numeric') return holds(operator, compareNumeric(stored, value))
  if (sqlType === 'int8') return holds(operator, difference(Number(BigInt(stored) - BigInt(value)), 0))
  return holds(operator, Buffer.compare(Buffer.from(stored), Buffer.from(value)))
}

function matchesValue(condition: ValueCondition, row: ValueRow): boolean {
  const stored = row[condition.field]
  if (stored === null) return false
  switch (condition.field) {
    case 'low':
    case 'high':
      return holds(condition.operator, compareNumeric(stored, condition.value))
    case 'key':
    case 'unit':
      return stored === condition.value
    case 'text':
      return condition.operator === 'starts' ? stored.startsWith(condition.value) : stored.includes(condition.value)
  }
}

function holds(operator: ColumnOperator, order: number): boolean {
  switch (operator) {
    case '=':
      return order === 0
    case '<>':
      return order !== 0
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
  }
}

const difference = (a: number, b: number): number => (a === b ? 0 : a - b)

function timeOf(text: string): number {
  if (text === 'infinity') return Number.POSITIVE_INFINITY
  if (text === '-infinity') return Number.NEGATIVE_INFINITY
  const time = Date.parse(text)
  if (Number.isNaN(time)) throw new RangeError(`\`${text}\` is no timestamptz.`)
  return time
}

function compareNumeric(a: string, b: string): number {
  if (a === b) return 0
  if (a === 'Infinity' || b === '-Infinity') return 1
  if (a === '-Infinity' || b === 'Infinity') return -1
  return compareDecimals(exact(a), exact(b))
}

function exact(text: string): Decimal {
  const decimal = parseDecimal(text)
  if (decimal === undefined) throw new RangeError(`\`${text}\` is no numeric.`)
  return decimal
}
