import type { Database, Queryable } from '../../database/database.js'
import { identifier, sql } from '../../sql/sql.js'

/** Rows of one statement, so that it stays well under a second. */
const CHUNK = 20_000
/** A load says every second or so that it is alive; one that was silent for longer is dead. */
const SILENCE_MINUTES = 5

/** A version of a system, or all of its versions. */
export interface RemovedSystem {
  readonly url: string
  readonly version?: string | undefined
}

/**
 * Takes a version of a system out of sight, all versions without one; answers which they were. Their rows go with `deleteStored`, or the next `cleanStored`. May
 * be called in a transaction. Served by code_system_url.
 */
export async function hideStored(
  queryable: Queryable,
  practice: number,
  { url, version }: RemovedSystem,
): Promise<readonly number[]> {
  const which = version === undefined ? sql`` : sql`and version = ${version}`
  const hidden = await queryable.query<{ code_system: number }>(sql`
    update code_system set status = 'replaced', touched = clock_timestamp()
    where practice = ${practice}::int4 and url = ${url} and status = 'active' ${which}
    returning code_system`)
  return hidden.map(({ code_system }) => code_system)
}

/** Deletes the rows of systems that were hidden, in chunks. */
export async function deleteStored(database: Database, practice: number, systems: readonly number[]): Promise<void> {
  for (const system of systems) await deleteSystem(database, practice, system)
}

/**
 * Deletes the rows of systems that nobody sees: those that were replaced, and what imports left that broke off. Among other processes only what was not
 * touched for some minutes: one of them may be loading, or work for some seconds with what it knows.
 */
export async function cleanStored(
  database: Database,
  practice: number,
  company: 'alone' | 'among-others',
): Promise<void> {
  const minutes = company === 'alone' ? 0 : SILENCE_MINUTES
  // Served by the primary key; there are few systems.
  const dead = await database.query<{ code_system: number }>(sql`
    select code_system from code_system
    where practice = ${practice}::int4 and status <> 'active'
      and touched <= clock_timestamp() - make_interval(mins => ${minutes}::int4)`)
  await deleteStored(
    database,
    practice,
    dead.map(({ code_system }) => code_system),
  )
}

/** Deletes a system in chunks, its own row last, so that one that breaks off is begun again. Served by the primary keys. */
async function deleteSystem(database: Database, practice: number, system: number): Promise<void> {
  for (const table of ['concept_ancestor', 'concept_property', 'concept']) {
    for (;;) {
      const [row] = await database.query<{ deleted: number }>(sql`
        with gone as (
          delete from ${identifier(table)}
          where practice = ${practice}::int4 and code_system = ${system}::int4 and ctid = any(array(
            select ctid from ${identifier(table)}
            where practice = ${practice}::int4 and code_system = ${system}::int4
            limit ${CHUNK}::int4))
          returning 1)
        select count(*)::int4 as deleted from gone`)
      if ((row?.deleted ?? 0) < CHUNK) break
    }
  }
  await database.query(
    sql`delete from code_system where practice = ${practice}::int4 and code_system = ${system}::int4`,
  )
}

/** Has the database settle what was loaded: statistics, what index-only scans need not look up, and no pending list before the index of texts. */
export async function settleStored(database: Database): Promise<void> {
  for (const table of ['code_system', 'concept', 'concept_ancestor', 'concept_property']) {
    await database.execute(`vacuum (analyze) ${table}`)
  }
}
