import { type Sql, sql } from '../sql/sql.js'
import { hashArray } from './array-literal.js'
import type { Hash } from './index-row.js'
import { isCapped, overflowParameter } from './token-cap.js'

/** The rows that are asked, as the alias `t`. */
export interface TokenSource {
  readonly practice: number
  readonly type: string
}

/**
 * The ids of a capped type's resources whose tokens of these hashes are in `value`, where `keys` is an int8[]. An array that is made first, so that the
 * index on tokens and the primary key are joined by a bitmap; `exists` below `or` would be asked of each row.
 */
const overflown = ({ practice, type }: TokenSource, keys: Sql): Sql =>
  sql`array(select v.id from value v where v.practice = ${practice} and v.type = ${type} and v.parameter = ${overflowParameter} and v.key = any(${keys}) and v.low is not null)`

/** Rows that hold any of the hashes; served by the index on tokens, for capped types also by value_number and the primary key. */
export function holdsAny(hashes: readonly Hash[], source: TokenSource): Sql {
  const keys = sql`${hashArray(hashes)}::int8[]`
  const inRow = sql`t.tokens && ${keys}`
  return isCapped(source.type) ? sql`(${inRow} or t.id = any(${overflown(source, keys)}))` : inRow
}

/**
 * Rows that hold all of the hashes of an int8[], a constant or what another row of the statement has. Who holds them all without having them all in the
 * row has one in `value`.
 */
export function holdsList(list: Sql, source: TokenSource): Sql {
  if (!isCapped(source.type)) return sql`t.tokens @> ${list}`
  const { practice, type } = source
  const others = sql`array(select v.key from value v where v.practice = ${practice} and v.type = ${type} and v.id = t.id and v.parameter = ${overflowParameter})`
  return sql`(t.tokens @> ${list} or t.id = any(${overflown(source, list)}) and t.tokens || ${others} @> ${list})`
}

/** Rows that hold all of the hashes. */
export const holdsAll = (hashes: readonly Hash[], source: TokenSource): Sql =>
  holdsList(sql`${hashArray(hashes)}::int8[]`, source)
