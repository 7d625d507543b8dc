import { sql } from '../sql/sql.js'
import type { Place } from './read.js'

/** The parameters of a search whose links would be too long for an address. */
export interface StoredQuery {
  /** Nobody guesses it: whoever has it was shown it in a link. */
  readonly id: string
  readonly parameters: string
  /** Milliseconds since 1970. */
  readonly expires: number
}

/** Expired rows that one insert takes away at the most: the table stays small, and no search waits for a great clean-up. */
const REMOVED_MAX = 100
/** Beyond this many, those that expire soonest go: searches by POST can't fill the disk, each being bounded by `SEARCH_FORM_LIMIT_BYTES`. */
const KEPT_MAX = 10_000
/** Expired rows stay this long, so that who comes late is told that the search expired, not that there never was one. */
const KEPT_MS = 86_400_000

const stamp = (ms: number): string => new Date(ms).toISOString()

/** Keeps a query, or keeps it longer where it is there already. Each time a few of those that expired long ago, or are too many, are taken away. */
export async function saveQuery(
  { queryable, practice }: Place,
  { id, parameters, expires }: StoredQuery,
  now: number,
): Promise<void> {
  // Served by stored_query_expires; rows that another request is taking away are left to it.
  await queryable.query(sql`
    delete from stored_query
    where practice = ${practice}::int4 and id in (
      select id from stored_query
      where practice = ${practice}::int4 and expires < greatest(
        ${stamp(now - KEPT_MS)}::timestamptz,
        (
          select expires from stored_query
          where practice = ${practice}::int4
          order by expires desc
          offset ${KEPT_MAX - 2}::int4
          limit 1
        ))
      order by expires
      limit ${REMOVED_MAX}::int4
      for update skip locked)`)
  await queryable.query(sql`
    insert into stored_query (practice, id, parameters, expires)
    values (${practice}::int4, ${id}, ${parameters}, ${stamp(expires)}::timestamptz)
    on conflict (practice, id) do update set expires = excluded.expires`)
}

/** The query of an id, also when it has expired; undefined where there is none. Served by the primary key. */
export async function findQuery({ queryable, practice }: Place, id: string): Promise<StoredQuery | undefined> {
  const [row] = await queryable.query<{ parameters: string; expires: string }>(sql`
    select parameters, (extract(epoch from expires) * 1000)::int8 as expires
    from stored_query
    where practice = ${practice}::int4 and id = ${id}`)
  return row === undefined ? undefined : { id, parameters: row.parameters, expires: Number(row.expires) }
}
