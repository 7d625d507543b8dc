import { contentWithin, PAGE_BYTES } from '../search/page-bytes.js'
import { join, type Sql, sql } from '../sql/sql.js'
import type { Place } from './read.js'
import { instantOf } from './stamp.js'
import type { HistoryPage, HistoryQuery, Reader } from './store.js'
import { type VersionRow, versionColumns, versionOf } from './version-row.js'

type HistoryRow = VersionRow & { readonly seq: string; readonly after_deletion: boolean }

/** Where a history of types goes on: strictly before the row with this key, in the order of (last_updated, seq). */
function continuation({ id, after }: HistoryQuery): Sql {
  if (after === undefined) return sql`true`
  if (id !== undefined) return sql`v.version < ${after.version}::int4`
  return sql`(v.last_updated, v.seq) < (${after.lastUpdated}::timestamptz, ${after.seq}::int8)`
}

/** "Only include resource versions that were current at some point during the time period". https://hl7.org/fhir/R4/http.html#history */
function currentWithin({ at }: HistoryQuery): Sql {
  if (at === undefined) return sql`true`
  return sql`v.last_updated < ${at.high}::timestamptz and not exists (
      select from resource_version as later
      where later.practice = v.practice and later.type = v.type and later.id = v.id
        and later.version = v.version + 1 and later.last_updated <= ${at.low}::timestamptz)`
}

function filters(practice: number, query: HistoryQuery): Sql {
  const { type, id, since, access } = query
  const conditions = [sql`v.practice = ${practice}::int4`]
  if (type !== undefined) conditions.push(sql`v.type = ${type}`)
  if (id !== undefined) conditions.push(sql`v.id = ${id}`)
  if (since !== undefined) conditions.push(sql`v.last_updated >= ${since}::timestamptz`)
  if (access.types !== undefined)
    conditions.push(sql`v.type = any(string_to_array(${[...access.types].join(' ')}, ' '))`)
  if (access.compartments !== undefined)
    conditions.push(sql`v.compartments && ${`{${access.compartments.join(',')}}`}::int8[]`)
  conditions.push(currentWithin(query))
  return join(conditions, ' and ')
}

/** Whether a version made the resource anew: the one before it was a deletion. Served by the primary key, one probe for each row of a page. */
const afterDeletion = sql`exists (
        select from resource_version as earlier
        where earlier.practice = v.practice and earlier.type = v.type and earlier.id = v.id
          and earlier.version = v.version - 1 and earlier.deleted)`

/**
 * History of an instance, a type or the system, newest first. A page ends before `count` where its bytes are used up.
 * https://hl7.org/fhir/R4/http.html#history
 */
export function createHistory(
  { queryable, practice }: Place,
  horizon: () => Promise<string>,
  pageBytes = PAGE_BYTES,
): Reader['history'] {
  const total = async (query: HistoryQuery, where: Sql): Promise<number | undefined> => {
    // An instance has few versions, so counting is cheap; a whole type or system may have millions.
    if (query.id === undefined) return undefined
    const [row] = await queryable.query<{ total: number }>(
      sql`select count(*)::int4 as total from resource_version as v where ${where}`,
    )
    return row?.total
  }

  return async (query): Promise<HistoryPage> => {
    // The horizon comes first: what it promises must be visible to the statement after it.
    const safe = await horizon()
    const where = filters(practice, query)
    const order = query.id === undefined ? sql`v.last_updated desc, v.seq desc` : sql`v.version desc`
    // Served by the primary key (instance), resource_version_type_history or resource_version_system_history, backwards.
    const found = await queryable.query<HistoryRow>(sql`
      select v.type, v.id, v.version, v.last_updated, v.deleted, v.method, ${contentWithin(pageBytes, 'v', sql`order by ${order}`)}, v.seq, v.after_deletion
      from (
        select ${versionColumns}, v.seq, ${afterDeletion} as after_deletion
        from resource_version as v
        where ${where} and ${continuation(query)}
        order by ${order}
        limit ${query.count + 1}::int4) as v
      order by ${order}`)
    const page = found.slice(0, query.count).filter(({ deleted, content }) => deleted || content !== null)
    const complete = query.after === undefined && found.length <= query.count
    return {
      versions: page.map((row) => ({
        ...versionOf(row),
        created: !row.deleted && (row.version === 1 || row.after_deletion),
        key: { lastUpdated: instantOf(row.last_updated), seq: row.seq, version: row.version },
      })),
      more: found.length > page.length,
      total: complete ? found.length : await total(query, where),
      horizon: safe,
    }
  }
}
