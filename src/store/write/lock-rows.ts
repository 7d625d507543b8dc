import { tableOf } from '../../search/table.js'
import { column } from '../../sql/column.js'
import { join, raw, rows, type Sql, sql } from '../../sql/sql.js'
import type { Place } from '../read.js'
import { byType, keyOf } from './statements.js'

/** How the rows of current resources are held until the transaction ends. */
export interface RowLock {
  /** `key share` leaves updates of the row alone, and holds off its deletion; `no key update` holds off other writers; `update` also who refers to it. */
  readonly strength: 'key share' | 'no key update' | 'update'
  /** `skip locked` never waits: what another transaction holds counts as absent. `wait` waits until that one is decided. */
  readonly patience: 'skip locked' | 'wait'
}

/** Tables of one statement: its text is prepared, and 146 tables at once cost 80 ms of planning. */
const TABLES_MAX = 8

/**
 * Served by the primary key, one probe each in the order of the ids, so that two transactions meet in the same order. With `id = any(…)` a table that was not
 * analyzed yet is read whole by any other index, since `practice = 0` seems to select a few rows (seen in EXPLAIN: 2,000 rows read to lock 32).
 */
function lockedIds(practice: number, type: string, ids: readonly string[], { strength, patience }: RowLock): Sql {
  return sql`
    select ${type}::text as type, row.id
    from ${rows('k', ['id'], [column(ids)])}
    cross join lateral (
      select id from ${tableOf(type)}
      where practice = ${practice}::int4 and id = k.id
      for ${raw(strength)} ${raw(patience === 'wait' ? '' : patience)}
    ) as row`
}

/**
 * Locks the rows of resources by (type, id); answers the keys (`Type/id`) of those that are there. What is decided on the rows comes in a later statement,
 * which sees what was committed before the lock was granted. One statement for every eight types, whatever the number of resources.
 */
export async function lockRows(
  { queryable, practice }: Place,
  resources: readonly { readonly type: string; readonly id: string }[],
  lock: RowLock,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  const unique = [...new Map(resources.map((resource) => [keyOf(resource), resource])).values()]
  const types = [...byType(unique, ({ type }) => type)].sort(([left], [right]) => (left < right ? -1 : 1))
  for (let from = 0; from < types.length; from += TABLES_MAX) {
    const chunk = types.slice(from, from + TABLES_MAX)
    const parts = chunk.map(([type, group], at) => {
      const ids = group.map(({ id }) => id).sort()
      return sql`${raw(`t${at}`)} as materialized (${lockedIds(practice, type, ids, lock)})`
    })
    const union = chunk.map((_, at) => raw(`select type, id from t${at}`))
    const locked = await queryable.query<{ type: string; id: string }>(
      sql`with ${join(parts, ', ')} ${join(union, ' union all ')}`,
    )
    for (const row of locked) found.add(keyOf(row))
  }
  return found
}
