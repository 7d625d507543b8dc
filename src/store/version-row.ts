import { column } from '../sql/column.js'
import { numberedRows, type Sql, sql } from '../sql/sql.js'
import { instantOf } from './stamp.js'
import type { StoredVersion, WriteMethod } from './store.js'

/** A row of `resource_version` as the statements here select it. */
export interface VersionRow {
  readonly type: string
  readonly id: string
  readonly version: number
  readonly last_updated: string
  readonly deleted: boolean
  readonly method: WriteMethod
  readonly content: string | null
}

/** The columns of a `VersionRow`, of the alias `v`. */
export const versionColumns: Sql = sql`v.type, v.id, v.version, v.last_updated, v.deleted, v.method, v.content`

/**
 * The newest versions as `v`, beside their key `k` with its number `n` from 1; a key that has none is left out. Served by the primary key, one
 * backward probe each.
 */
export function newestVersions(practice: number, keys: readonly { readonly type: string; readonly id: string }[]): Sql {
  const columns = [column(keys.map(({ type }) => type)), column(keys.map(({ id }) => id))]
  return sql`${numberedRows('k', ['type', 'id'], columns)}
    cross join lateral (
      select * from resource_version
      where practice = ${practice}::int4 and type = k.type and id = k.id
      order by version desc
      limit 1
    ) as v`
}

/** The version that a row holds; type and id are those of the row unless the caller knows them already. */
export const versionOf = (
  row: Omit<VersionRow, 'type' | 'id'> & Partial<Pick<VersionRow, 'type' | 'id'>>,
  type = row.type ?? '',
  id = row.id ?? '',
): StoredVersion => ({
  type,
  id,
  version: row.version,
  lastUpdated: instantOf(row.last_updated),
  deleted: row.deleted,
  method: row.method,
  content: row.content ?? '',
})
