import { join, raw, type Sql, sql } from '../sql/sql.js'
import type { Cursor } from './plan.js'
import type { OrderKey } from './sort.js'

/** Where a page starts within one type: after (or, going backwards, before) these values. */
export interface Position {
  readonly backward: boolean
  readonly values: readonly (string | null)[]
  /** The id of the row; or, for a row of another type, whether equal sort values lie beyond it. */
  readonly tie: { readonly id: string } | 'beyond' | 'before'
}

type Reference = (key: OrderKey) => Sql

/** References to the index row itself. */
export const ofTable: Reference = (key) => key.expression
/** References to what a common table expression has selected from it. */
export const ofAlias =
  (table: string): Reference =>
  (key) =>
    raw(`${table}.${key.alias}`)

const never = raw('false')
const always = raw('true')

/** The position of a cursor within a type; types come in the order of their names where the sort values are equal. */
export function positionIn(type: string, cursor: Cursor): Position {
  const backward = cursor.direction === 'previous'
  const after = backward ? type < cursor.type : type > cursor.type
  return {
    backward,
    values: cursor.values,
    tie: type === cursor.type ? { id: cursor.id } : after ? 'beyond' : 'before',
  }
}

/** A sort value as it stands in a cursor. Timestamps are written without zone, in UTC, so that their texts sort as they do. */
function bound(key: OrderKey, value: string): Sql {
  return key.type === 'timestamptz' ? sql`(${value}::timestamp at time zone 'UTC')` : sql`${value}::${raw(key.type)}`
}

/** The text of a sort value, for cursors and for merging the pages of several types. */
export function sortText(key: OrderKey, reference: Sql): Sql {
  return key.type === 'timestamptz' ? sql`(${reference} at time zone 'UTC')::text` : sql`${reference}::text`
}

function boundaryOf(key: OrderKey, index: number, position: Position): string | null | undefined {
  if (key.alias !== 'id') return position.values[index] ?? null
  return typeof position.tie === 'object' ? position.tie.id : undefined
}

function strictly(key: OrderKey, value: string | null, [reference, backward]: readonly [Sql, boolean]): Sql {
  if (value === null) return backward ? sql`${reference} is not null` : never
  const beyond = sql`${reference} ${raw(key.descending === backward ? '>' : '<')} ${bound(key, value)}`
  return key.nullable && !backward ? sql`(${beyond} or ${reference} is null)` : beyond
}

/** Rows beyond the position, expanded key by key: directions may be mixed, which a comparison of whole rows can't say. */
function beyond(keys: readonly OrderKey[], position: Position, reference: Reference): Sql {
  const expand = (index: number): Sql => {
    const key = keys[index]
    if (key === undefined) return never
    const value = boundaryOf(key, index, position)
    if (value === undefined) return position.tie === 'beyond' ? always : never
    const target = reference(key)
    const further = strictly(key, value, [target, position.backward])
    if (key.alias === 'id') return further
    const equal = value === null ? sql`${target} is null` : sql`${target} = ${bound(key, value)}`
    return sql`(${further} or ${equal} and ${expand(index + 1)})`
  }
  return expand(0)
}

/** `order by` for a page; backwards every direction turns round, absent values with it. */
export function orderBy(keys: readonly OrderKey[], reference: Reference, position?: Position): Sql {
  const backward = position?.backward === true
  return join(
    keys.map((key) => {
      const descending = key.descending !== backward
      const nulls = !key.nullable || descending === backward ? '' : backward ? ' nulls first' : ' nulls last'
      return sql`${reference(key)}${raw(descending ? ' desc' : '')}${raw(nulls)}`
    }),
    ', ',
  )
}

/** The condition that a row is on the page or beyond: `true` on the first page. */
export function pageCondition(keys: readonly OrderKey[], reference: Reference, position: Position | undefined): Sql {
  return position === undefined ? always : beyond(keys, position, reference)
}

/** `(a, b, id) > (x, y, z)`: possible where all directions are the same and nothing is absent. A B-tree begins exactly there. */
function rowComparison(keys: readonly OrderKey[], position: Position): Sql | undefined {
  const [first] = keys
  const uniform = keys.every(({ descending, nullable }) => descending === first?.descending && !nullable)
  if (first === undefined || !uniform || typeof position.tie !== 'object') return undefined
  const references = keys.map(ofTable)
  const values = keys.map((key, index) => bound(key, boundaryOf(key, index, position) ?? ''))
  const operator = raw(first.descending === position.backward ? '>' : '<')
  const [left, right] = [join(references, ', '), join(values, ', ')]
  return keys.length === 1 ? sql`${left} ${operator} ${right}` : sql`(${left}) ${operator} (${right})`
}

/**
 * The condition for a walk along the first key's B-tree. An expansion into `or` is served by no index; so the first key's own bound comes before
 * it, and the walk begins there.
 */
export function walkCondition(keys: readonly OrderKey[], position: Position | undefined): Sql {
  const [first] = keys
  if (first === undefined || position === undefined) return always
  const compared = rowComparison(keys, position)
  if (compared !== undefined) return compared
  const condition = pageCondition(keys, ofTable, position)
  const value = boundaryOf(first, 0, position)
  if (value === undefined || value === null) return condition
  const operator = raw(first.descending === position.backward ? '>=' : '<=')
  return sql`${first.expression} ${operator} ${bound(first, value)} and ${condition}`
}
