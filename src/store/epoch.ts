import { sql } from '../sql/sql.js'
import type { Place } from './read.js'
import { StaleKnowledgeError } from './stale-knowledge.js'
import type { Write } from './store.js'

/**
 * The epoch of a practice counts the changes of what writes are judged by. Each writing transaction holds an advisory lock (class 7423, the practice)
 * until it ends: shared, or exclusive where it changes the epoch itself. So a write is never committed after a change that it was not judged by.
 */
const CLASS = 7423

/** The epoch that these writes were judged under; undefined where none says. Throws where they disagree: some were judged before a change. */
export function epochOf(writes: readonly Write[]): number | undefined {
  let epoch: number | undefined
  for (const write of writes) {
    const own = write.kind === 'put' ? write.epoch : undefined
    if (own === undefined || own === epoch) continue
    if (epoch !== undefined) throw new StaleKnowledgeError()
    epoch = own
  }
  return epoch
}

/** A statement for `begin` to take along: holds off changes until the transaction ends. */
export const shareEpoch = (practice: number): string => `select pg_advisory_xact_lock_shared(${CLASS}, ${practice})`

/** The same, and fails where the epoch is another than the one that writes were judged under. */
export const requireEpoch = (practice: number, epoch: number | undefined): string =>
  epoch === undefined ? shareEpoch(practice) : `select hold_epoch(${practice}, ${epoch}, 'hold')`

/** Fails where the epoch is another than this; holds off changes until the transaction ends. Served by the primary key of `practice`. */
export async function holdEpoch({ queryable, practice }: Place, epoch: number | undefined): Promise<void> {
  if (epoch === undefined) return
  await queryable.query(sql`select hold_epoch(${practice}::int4, ${epoch}::int8, 'hold')`)
}

/**
 * Lets the epoch grow: waits for the writes under way, and others wait until this transaction ends. So it comes last. Fails where the epoch is another
 * than the one given.
 */
export async function changeEpoch({ queryable, practice }: Place, epoch: number | undefined): Promise<void> {
  await queryable.query(sql`select hold_epoch(${practice}::int4, ${epoch ?? null}::int8, 'change')`)
}

/** Waits for the writes under way, and has others wait, from the start: for a short transaction that changes the epoch. */
export async function lockEpoch({ queryable, practice }: Place): Promise<void> {
  await queryable.query(sql`select pg_advisory_xact_lock(${CLASS}::int4, ${practice}::int4)`)
}

/** The epoch as it is committed now. Served by the primary key of `practice`. */
export async function readEpoch({ queryable, practice }: Place): Promise<number> {
  const [row] = await queryable.query<{ epoch: string }>(
    sql`select epoch from practice where practice = ${practice}::int4`,
  )
  return Number(row?.epoch ?? 0)
}
