import { raw, type Sql, sql } from '../sql/sql.js'

/** Bytes of resources on a page, what is included counted in: a page of the largest resources stays far from the longest text that V8 can hold. */
export const PAGE_BYTES = 32 * 1024 * 1024

/**
 * The column `content` of an alias, or null from where the rows before it, in this order, have used up the bytes; so the first row has its content always,
 * and no more than a page of it leaves the database. `octet_length` reads the length alone, and not the text.
 */
export function contentWithin(bytes: number, alias: string, order: Sql): Sql {
  const content = raw(`${alias}.content`)
  const before = sql`sum(octet_length(${content})) over (${order} rows between unbounded preceding and 1 preceding)`
  return sql`case when coalesce(${before}, 0) < ${raw(String(bytes))} then ${content} end as content`
}
