import type { Queryable } from '../database/database.js'
import { sql } from '../sql/sql.js'
import { instant } from './stamp.js'

/** The advisory lock class of writes under way; the key is the second in which their transaction began, counted from `EPOCH_SECONDS`. */
const CLASS = 7422
/** 2020-01-01: keeps the key within int4 until 2088. */
const EPOCH_SECONDS = 1_577_836_800

/**
 * The statement that each writing transaction begins with: it shows in `pg_locks` from which second on this transaction may stamp. Stamps are
 * taken from the clock after it was granted.
 */
export function announceWrite(now: number): string {
  return `select pg_advisory_xact_lock_shared(${CLASS}, ${Math.floor(now / 1000) - EPOCH_SECONDS})`
}

/** How long an answer is good for. An older horizon is a lower one, and so always safe. */
const FRESH_MS = 100

/**
 * The safe horizon as an instant: no version with this or an older stamp can still appear. It is what bundles of history and search carry as
 * `meta.lastUpdated`, the value for the client's next `_since`.
 */
export function createHorizon(database: Queryable, now: () => number): () => Promise<string> {
  let asked = Number.NEGATIVE_INFINITY
  let answer: Promise<string> | undefined

  const ask = async (clock: number): Promise<string> => {
    // Reads shared memory only. The clock was read before: a writer announced after that stamps later than `clock`.
    const [row] = await database.query<{ oldest: string | null }>(sql`
      select min(objid::int8) as oldest
      from pg_locks
      where locktype = 'advisory'
        and classid = ${CLASS}::int8::oid
        and database = (select oid from pg_database where datname = current_database())`)
    const oldest = row?.oldest ?? null
    if (oldest === null) return instant(clock)
    return instant(Math.min(clock, (Number(oldest) + EPOCH_SECONDS) * 1000 - 1))
  }

  return () => {
    const clock = now()
    if (answer === undefined || clock - asked >= FRESH_MS || clock < asked) {
      asked = clock
      answer = ask(clock)
      answer.catch(() => {
        answer = undefined
      })
    }
    return answer
  }
}
