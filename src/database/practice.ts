import { randomBytes } from 'node:crypto'
import { sql } from '../sql/sql.js'
import type { Database } from './database.js'

/** The tenant and unit of scale-out. */
export interface Practice {
  readonly practice: number
  /** Salts every hash of the index and signs cursors; it never leaves the database but to this server's memory. */
  readonly secret: Uint8Array
  /** Grows when the database cluster changes, since transaction ids don't survive dump and restore. */
  readonly era: number
  /** What the index was built with; undefined on a new database. */
  readonly fingerprint: string | undefined
  /** Whether the example clinic was begun or loaded here; undefined where neither. */
  readonly seeding: Seeding | undefined
}

export type Seeding = 'begun' | 'done'

interface PracticeRow {
  practice: number
  secret: Uint8Array
  era: number
  fingerprint: string | null
  seeding: Seeding | null
}

/** Opens the practice (0 is the only one), and makes its secret the first time. A new cluster begins a new era. */
export async function openPractice(database: Database, practice: number): Promise<Practice> {
  const secret = randomBytes(32)
  return database.transaction(async (transaction) => {
    // Served by the primary key. The insert waits for another process that does the same, the update then sees its row.
    await transaction.query(sql`
      insert into practice (practice, secret, era, system_identifier)
      select ${practice}::int4, decode(${secret.toString('hex')}, 'hex'), 1, system_identifier::text from pg_control_system()
      on conflict do nothing`)
    await transaction.query(sql`
      update practice set era = era + 1, system_identifier = control.system_identifier::text
      from pg_control_system() as control
      where practice = ${practice}::int4 and practice.system_identifier <> control.system_identifier::text`)
    const [row] = await transaction.query<PracticeRow>(
      sql`select practice, secret, era, fingerprint, seeding from practice where practice = ${practice}::int4`,
    )
    if (row === undefined) throw new Error(`The practice ${practice} could not be opened.`)
    return { ...row, fingerprint: row.fingerprint ?? undefined, seeding: row.seeding ?? undefined }
  })
}

/** Remembers what the index is built with. */
export async function writeFingerprint(database: Database, practice: number, fingerprint: string): Promise<void> {
  await database.query(sql`update practice set fingerprint = ${fingerprint} where practice = ${practice}::int4`)
}

/** Remembers how far the example clinic is, so that a start that was killed meanwhile is made up for by the next one. */
export async function writeSeeding(database: Database, practice: number, seeding: Seeding): Promise<void> {
  await database.query(sql`update practice set seeding = ${seeding} where practice = ${practice}::int4`)
}

/** True where another process of Anteroom is connected to this database. Served by the server's memory; the embedded database has one process. */
export async function hasOtherProcesses(database: Database): Promise<boolean> {
  if (database.engine === 'pglite') return false
  const [row] = await database.query<{ others: boolean }>(sql`
    select exists (
      select from pg_stat_activity
      where datname = current_database() and application_name like 'anteroom %'
        and application_name <> current_setting('application_name')) as others`)
  return row?.others ?? false
}
