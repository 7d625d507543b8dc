import type { Queryable } from '../../database/database.js'
import type { Hash } from '../../search/index-row.js'
import { sql } from '../../sql/sql.js'

/** Slots that conditions are folded into: 10,000 single locks would exhaust PostgreSQL's table of locks. */
const SLOTS = 1_024n

/** The advisory lock class of conditional writes, apart from those of migrations (7420) and of writes under way (7422). */
const CLASS = 7421

/**
 * Takes the advisory locks of normalised conditions until the transaction ends: sorted and distinct, so that two never wait for each other. It is a
 * statement of its own, since a check in the same statement would see what was there before the lock was granted.
 */
export async function lockConditions(
  queryable: Queryable,
  hash: (text: string) => Hash,
  conditions: readonly string[],
): Promise<void> {
  if (conditions.length === 0) return
  const slots = [...new Set(conditions.map((condition) => Number(BigInt.asUintN(64, BigInt(hash(condition))) % SLOTS)))]
  slots.sort((left, right) => left - right)
  await queryable.query(sql`
    select pg_advisory_xact_lock(${CLASS}::int4, slot)
    from (select slot::int4 from unnest(${`{${slots.join(',')}}`}::int4[]) as slot order by slot) as sorted`)
}
