import type { Sql } from '../sql/sql.js'

/**
 * A row as the database gave it. `int8`, `numeric`, `timestamptz` and `xid8` arrive as text (nothing is rounded), `int4` as a number, `bool`
 * as a boolean, on both engines alike; arrays are never selected as arrays but unnested or cast to text.
 */
export type Row = Record<string, unknown>

/** Whatever can run a statement: the database itself (each statement its own transaction) or one open transaction. */
export interface Queryable {
  /** Runs one statement and answers its rows. Throws `FhirError` for what a client can cause or retry, else the driver's error. */
  query<R = Row>(fragment: Sql): Promise<R[]>
  /** Runs several statements without parameters that this program wrote itself: migrations. */
  execute(script: string): Promise<void>
}

export interface Database extends Queryable {
  /**
   * Runs `work` inside one READ COMMITTED transaction, commits when it resolves and rolls back when it throws. Serialization failures
   * and deadlocks are tried again with jitter, so `work` may run more than once; after the last try it is a 503.
   * `first` makes a statement without parameters that is sent together with `begin` (one round trip), anew for each try.
   */
  transaction<T>(work: (transaction: Queryable) => Promise<T>, first?: () => string): Promise<T>
  readonly engine: 'postgresql' | 'pglite'
  /** How many transactions may run at the same time: 1 on PGlite. */
  readonly concurrency: number
  close(): Promise<void>
}
