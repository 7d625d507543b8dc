import type { Database, Queryable } from '../database/database.js'
import { sql } from '../sql/sql.js'
import { lockEpoch } from './epoch.js'
import { announceWrite } from './horizon.js'
import { type Place, readMany } from './read.js'
import { instant, instantOf } from './stamp.js'
import type { DeleteWrite, PutWrite } from './store.js'
import { writeAll } from './write/unit.js'
import type { WriteContext } from './write/write-context.js'

/** A FHIR package that is installed. */
export interface InstalledPackage {
  readonly name: string
  readonly version: string
  readonly title: string | undefined
  readonly resources: number
  /** An instant. */
  readonly installed: string
}

/** Where packages are kept. */
export type PackageContext = WriteContext & { readonly database: Database }

/** What happens in the same transaction, with the package's resources. */
export type Beside = (queryable: Queryable, resources: readonly object[]) => Promise<void>

/** The packages of a practice. Each change is one transaction, in which the epoch grows. */
export interface Packages {
  /** True where nothing else is stored, and nothing ever was. */
  isAlone(): Promise<boolean>
  /** By name and version. */
  list(): Promise<readonly InstalledPackage[]>
  /** Stores a package, all or nothing; what is there of this name and version is replaced. */
  install(
    installed: Pick<InstalledPackage, 'name' | 'version' | 'title'>,
    puts: readonly PutWrite[],
    beside: Beside,
  ): Promise<void>
  /** Removes a package with its resources. False where it is not installed. */
  remove(removed: Pick<InstalledPackage, 'name' | 'version'>, beside: Beside): Promise<boolean>
  /**
   * Stores Anteroom's own definitions where others are stored; `puts` is asked for only then. Processes that start together do it once. Answers
   * whether anything was written.
   */
  storeOwn(own: OwnDefinitions, puts: () => readonly PutWrite[]): Promise<boolean>
}

/** Anteroom's own definitions, as the build made them. */
export interface OwnDefinitions {
  /** `anteroom#0.1.0` */
  readonly origin: string
  readonly hash: string
}

/** `hl7.fhir.us.core#7.0.0` */
export const originOf = ({ name, version }: { readonly name: string; readonly version: string }): string =>
  `${name}#${version}`

/** Whose resources are written: `origin` from now on, and until now whatever fits the pattern. */
interface Owner {
  readonly origin: string
  readonly pattern: string
}

/** `_` and `%` of a name are no wildcards. */
const ownerOf = (origin: string): Owner => ({ origin, pattern: origin.replace(/[\\%_]/g, '\\$&') })

/** The resources of an owner that are not among the new ones, as deletions. Served by canonical_package. */
async function deletionsOf(
  queryable: Queryable,
  practice: number,
  { pattern }: Owner,
  puts: readonly PutWrite[],
): Promise<readonly DeleteWrite[]> {
  const kept = new Set(puts.map(({ type, id }) => `${type}/${id}`))
  const found = await queryable.query<{ type: string; id: string }>(sql`
    select type, id from canonical
    where practice = ${practice}::int4 and package is not null and package like ${pattern}`)
  return found
    .filter(({ type, id }) => !kept.has(`${type}/${id}`))
    .map(({ type, id }) => ({ kind: 'delete', type, id, expect: { kind: 'any' }, reach: [] }))
}

/** The current resources of an owner. Served by canonical_package and the primary key. */
async function resourcesOf({ queryable, practice }: Place, { pattern }: Owner): Promise<readonly object[]> {
  const keys = await queryable.query<{ type: string; id: string }>(sql`
    select type, id from canonical
    where practice = ${practice}::int4 and package is not null and package like ${pattern}`)
  const versions = keys.length === 0 ? [] : await readMany({ queryable, practice }, keys, {})
  return versions.flatMap((version) =>
    version === undefined || version.deleted ? [] : [JSON.parse(version.content) as object],
  )
}

/** Writes all resources of an owner and takes away those that it has no longer. References are not judged: a package stands by itself. */
async function replaceAll(
  context: PackageContext,
  queryable: Queryable,
  owner: Owner,
  puts: readonly PutWrite[],
): Promise<void> {
  const writes = [...puts, ...(await deletionsOf(queryable, context.practice, owner, puts))]
  if (writes.length > 0) await writeAll({ ...context, integrity: 'off', owner: owner.origin }, queryable, writes)
}

interface PackageRow {
  readonly name: string
  readonly version: string
  readonly title: string | null
  readonly resources: number
  readonly installed: string
}

/** Served by the primary key. */
async function listPackages({ database, practice }: PackageContext): Promise<readonly InstalledPackage[]> {
  const rows = await database.query<PackageRow>(sql`
    select name, version, title, resources, installed from package where practice = ${practice}::int4 order by name, version`)
  return rows.map((row) => ({ ...row, title: row.title ?? undefined, installed: instantOf(row.installed) }))
}

/** The hash of Anteroom's own definitions that are stored. Served by the primary key. */
async function storedHash(queryable: Queryable, practice: number): Promise<string | undefined> {
  const [row] = await queryable.query<{ profiles: string | null }>(
    sql`select profiles from practice where practice = ${practice}::int4`,
  )
  return row?.profiles ?? undefined
}

/** The packages of one practice, and Anteroom's own definitions. */
export function createPackages(context: PackageContext): Packages {
  const { database, practice, now } = context
  // It holds others up at its end only.
  const inTransaction = <T>(work: (queryable: Queryable) => Promise<T>): Promise<T> =>
    database.transaction(work, () => announceWrite(now()))
  return {
    isAlone: async () => {
      // Served by the primary keys: ends at the first row of anything else.
      const [row] = await database.query<{ others: boolean }>(sql`
        select exists (
          select from resource_version as v
          where v.practice = ${practice}::int4 and not exists (
            select from canonical as c
            where c.practice = v.practice and c.type = v.type and c.id = v.id and c.package is not null)) as others`)
      return row?.others === false
    },
    list: () => listPackages(context),
    install: ({ name, version, title }, puts, beside) =>
      inTransaction(async (queryable) => {
        // Two who install the same wait for each other here.
        await queryable.query(sql`
          insert into package (practice, name, version, title, resources, installed)
          values (${practice}::int4, ${name}, ${version}, ${title ?? null}, ${puts.length}::int4, ${instant(now())}::timestamptz)
          on conflict (practice, name, version) do update
            set title = excluded.title, resources = excluded.resources, installed = excluded.installed`)
        const resources = puts.map(({ content }) => content.resource)
        await beside(queryable, resources)
        await replaceAll(context, queryable, ownerOf(originOf({ name, version })), puts)
      }),
    remove: ({ name, version }, beside) =>
      inTransaction(async (queryable) => {
        const found = await queryable.query(sql`
          delete from package
          where practice = ${practice}::int4 and name = ${name} and version = ${version}
          returning name`)
        if (found.length === 0) return false
        const owner = ownerOf(originOf({ name, version }))
        await beside(queryable, await resourcesOf({ queryable, practice }, owner))
        await replaceAll(context, queryable, owner, [])
        return true
      }),
    storeOwn: async ({ origin, hash }, puts) => {
      if ((await storedHash(database, practice)) === hash) return false
      return inTransaction(async (queryable) => {
        await lockEpoch({ queryable, practice })
        if ((await storedHash(queryable, practice)) === hash) return false
        await replaceAll(context, queryable, { origin, pattern: 'anteroom#%' }, puts())
        await queryable.query(sql`update practice set profiles = ${hash} where practice = ${practice}::int4`)
        return true
      })
    },
  }
}
