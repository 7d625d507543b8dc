import type { Definitions } from '../definitions/definitions.js'
import { badRequest, tooCostly } from '../fhir/outcome.js'
import { shown, suggestion } from '../fhir/suggest.js'
import { identifier, raw, type Sql, sql } from '../sql/sql.js'
import { columnsOf, sortColumn } from './columns.js'
import type { SortKey } from './plan.js'
import { postponedReason } from './postponed.js'

export type SortType = 'text' | 'timestamptz' | 'numeric'

/** A sort key resolved for one type: an expression about the alias `t` of its index table. */
export interface OrderKey {
  /** The name of its column in what a page statement selects: `s1`, `s2` …, `id`. */
  readonly alias: string
  readonly expression: Sql
  /** The column that the expression is, where it is one. */
  readonly column?: string
  readonly type: SortType
  readonly descending: boolean
  /** Absent values sort last in both directions. */
  readonly nullable: boolean
  /** True where a B-tree `(practice, expression, id)` serves it. */
  readonly indexed: boolean
  /** False where the value has to be fetched from the table `value`. */
  readonly inRow: boolean
}

/** What sorting has to know about a type. */
export interface SortContext {
  readonly practice: number
  readonly type: string
  readonly definitions: Definitions
}

type Resolved = Omit<OrderKey, 'alias' | 'descending'>

const identity: Resolved = {
  expression: raw('t.id'),
  column: 'id',
  type: 'text',
  nullable: false,
  indexed: true,
  inRow: true,
}
const lastUpdated: Resolved = {
  expression: raw('t.last_updated'),
  column: 'last_updated',
  type: 'timestamptz',
  nullable: false,
  indexed: true,
  inRow: true,
}

type Aggregate = 'min(v.low)' | 'max(v.high)' | 'left(min(v.text), 100)' | 'left(max(v.text), 100)'

/**
 * Repeating values, and those without a column, are in the table `value`; served by value_resource, for a match that is materialised. Texts are cut as in the
 * sort columns, so that they fit into a cursor.
 */
function fromValues(key: SortKey, aggregate: Aggregate, { practice, type }: SortContext): Resolved {
  const expression = sql`(select ${raw(aggregate)} from value v where v.practice = ${practice} and v.type = ${type} and v.id = t.id and v.parameter = ${key.parameter})`
  const sortType = aggregate.includes('v.text') ? 'text' : 'numeric'
  return { expression, type: sortType, nullable: true, indexed: false, inRow: false }
}

function resolve(key: SortKey, context: SortContext): Resolved | undefined {
  if (key.parameter === '_id') return identity
  if (key.parameter === '_lastUpdated') return lastUpdated
  const column = sortColumn(context.type, key.parameter, key.direction)
  if (column !== undefined) {
    const type = column.sqlType.startsWith('text') ? 'text' : (column.sqlType as SortType)
    // Columns hold a sentinel where the value is absent, never null.
    return {
      expression: sql`t.${identifier(column.name)}`,
      column: column.name,
      type,
      nullable: false,
      indexed: column.indexed,
      inRow: true,
    }
  }
  switch (context.definitions.searchParameters(context.type).get(key.parameter)?.type) {
    case 'date':
    case 'number':
    case 'quantity':
      return fromValues(key, key.direction === 'ascending' ? 'min(v.low)' : 'max(v.high)', context)
    case 'string':
      return fromValues(
        key,
        key.direction === 'ascending' ? 'left(min(v.text), 100)' : 'left(max(v.text), 100)',
        context,
      )
    default:
      return undefined
  }
}

/** The parameters that pages of any size can be sorted by, since an index has them in order. */
export function indexedSorts(type: string): string[] {
  const pairs = columnsOf(type).filter(({ indexed, kind }) => indexed && kind !== 'reference')
  return [...new Set(['_id', '_lastUpdated', ...pairs.map(({ parameter }) => parameter)])]
}

/** Types of parameters whose values the table `value` has, where no column has them. */
const withValues: ReadonlySet<string> = new Set(['date', 'number', 'quantity', 'string'])

/** Every parameter that a type can be sorted by, those with an index first. */
export function sortableParameters(type: string, definitions: Definitions): string[] {
  const others = [...definitions.searchParameters(type).values()]
    .filter(({ code, type: kind }) => withValues.has(kind) || sortColumn(type, code, 'ascending') !== undefined)
    .map(({ code }) => code)
    .filter((code) => postponedReason(code) === undefined)
  return [...new Set([...indexedSorts(type), ...others])]
}

/** Keys of a `_sort`; each is a value in every cursor, and a level of the condition that a page begins with. */
const KEYS_MAX = 10

/** The keys that say something: one that came before cannot change the order. Throws 400 where there are too many. */
function distinctKeys(sort: readonly SortKey[]): SortKey[] {
  const keys = new Map<string, SortKey>()
  for (const key of sort) if (!keys.has(key.parameter)) keys.set(key.parameter, key)
  if (keys.size > KEYS_MAX) throw tooCostly(`\`_sort\` names ${keys.size} parameters; at most ${KEYS_MAX} are allowed.`)
  return [...keys.values()]
}

/**
 * The order of a type's page: the keys asked for, and the id as tie-break in the direction of the first key, so that one B-tree serves both.
 *
 * Without `_sort` the order is by id, descending. The id never changes, so even a row that is updated while a client pages appears exactly once (by
 * `_lastUpdated` it would move); the primary key serves it; ids made by this server are in order of time, so the newest come first, and
 * what is created while a client pages goes before its first page and never makes the pages endless.
 */
export function orderOf(sort: readonly SortKey[], context: SortContext): OrderKey[] {
  const keys: OrderKey[] = []
  const descending = sort[0] === undefined || sort[0].direction === 'descending'
  for (const key of distinctKeys(sort)) {
    const resolved = resolve(key, context)
    if (resolved === undefined) throw unsortable(key.parameter, context)
    keys.push({ ...resolved, alias: `s${keys.length + 1}`, descending: key.direction === 'descending' })
  }
  return [...keys, { ...identity, alias: 'id', descending }]
}

function unsortable(parameter: string, context: SortContext): Error {
  const sortable = sortableParameters(context.type, context.definitions)
  const exists = context.definitions.searchParameters(context.type).has(parameter)
  return badRequest(
    exists
      ? `\`${context.type}\` can't be sorted by \`${parameter}\`; it can by ${sortable.map((code) => `\`${code}\``).join(', ')}.`
      : `\`_sort\` names \`${shown(parameter)}\`, which is no search parameter of \`${context.type}\`.${suggestion(parameter, sortable)}`,
  )
}

/**
 * Reads `_sort`: parameters separated by commas, descending after a `-`. Throws 400 where nothing is named; whether a type can be sorted by it, `orderOf` says.
 * https://hl7.org/fhir/R4/search.html#sort
 */
export function parseSort(value: string): SortKey[] {
  const keys = value.split(',').map((part): SortKey => {
    const parameter = part.trim().replace(/^[+-]/, '')
    if (parameter === '') throw badRequest('`_sort` holds an empty name; `_sort=-date,_id` would be right.')
    const reason = postponedReason(parameter)
    if (reason !== undefined) throw badRequest(`\`_sort\` names \`${shown(parameter)}\`. ${reason}`)
    return { parameter, direction: part.trim().startsWith('-') ? 'descending' : 'ascending' }
  })
  return distinctKeys(keys)
}
