import type { AccessPredicate } from '../access/access.js'
import type { Queryable } from '../database/database.js'
import { type Sql, sql } from '../sql/sql.js'
import { coalesce } from './coalesce.js'
import type { Reader, StoredVersion } from './store.js'
import { newestVersions, type VersionRow, versionColumns, versionOf } from './version-row.js'

/** Where the statements of this folder run, and whose rows they see. */
export interface Place {
  readonly queryable: Queryable
  readonly practice: number
}

interface Key {
  readonly type: string
  readonly id: string
}

/** Ids asked for by one statement, and statements under way: 55,000 reads a second against 24,000 with a statement each (DESIGN.md section 4). */
const COALESCED_IDS_MAX = 64
const COALESCED_STATEMENTS = 2

/** The condition that a version `v` is in one of the compartments that access is restricted to. */
function accessCondition(access: AccessPredicate): Sql {
  if (access.compartments === undefined) return sql`true`
  return sql`v.compartments && ${`{${access.compartments.join(',')}}`}::int8[]`
}

const mayReach = (access: AccessPredicate, type: string): boolean => access.types?.has(type) ?? true

/** The newest versions of many resources by one statement, undefined where there never was one or access does not reach. */
export async function readMany(
  { queryable, practice }: Place,
  keys: readonly Key[],
  access: AccessPredicate,
): Promise<readonly (StoredVersion | undefined)[]> {
  const answers = new Array<StoredVersion | undefined>(keys.length).fill(undefined)
  const reached = [...keys.keys()].filter((at) => mayReach(access, keys[at]?.type ?? ''))
  if (reached.length === 0) return answers
  // Type and id are known already: two columns fewer to send and to parse for each read.
  const found = await queryable.query<Omit<VersionRow, 'type' | 'id'> & { readonly n: string }>(sql`
    select k.n, v.version, v.last_updated, v.deleted, v.method, v.content
    from ${newestVersions(
      practice,
      reached.map((at) => keys[at] as Key),
    )}
    where ${accessCondition(access)}`)
  for (const row of found) {
    const at = reached[Number(row.n) - 1] as number
    const { type, id } = keys[at] as Key
    answers[at] = versionOf(row, type, id)
  }
  return answers
}

/** As `readMany`, each key asked once: what many read at the same moment is often the same patient. */
async function readShared(place: Place, keys: readonly Key[]): Promise<readonly (StoredVersion | undefined)[]> {
  const numbers = new Map<string, number>()
  const distinct: Key[] = []
  const numberOf = keys.map((key) => {
    const name = `${key.type}/${key.id}`
    const known = numbers.get(name)
    if (known !== undefined) return known
    numbers.set(name, distinct.length)
    return distinct.push(key) - 1
  })
  const versions = await readMany(place, distinct, {})
  return numberOf.map((number) => versions[number])
}

/** FHIR read by id: many that arrive together share a statement. https://hl7.org/fhir/R4/http.html#read */
export function createRead(place: Place): Reader['read'] {
  const ask = coalesce<Key, StoredVersion | undefined>(
    { batchMax: COALESCED_IDS_MAX, concurrency: COALESCED_STATEMENTS },
    (keys) => readShared(place, keys),
  )
  return async (type, id, access) => {
    const isShared = access.compartments === undefined && mayReach(access, type)
    return isShared ? ask({ type, id }) : (await readMany(place, [{ type, id }], access))[0]
  }
}

/** The read of a transaction: it sees the transaction's own snapshot, so nothing is shared with others. */
export const createReadInside =
  (place: Place): Reader['read'] =>
  async (type, id, access) =>
    (await readMany(place, [{ type, id }], access))[0]

/** FHIR vread. https://hl7.org/fhir/R4/http.html#vread */
export const createVread =
  (place: Place): Reader['vread'] =>
  async (type, id, version, access) => {
    if (!mayReach(access, type)) return undefined
    // Served by the primary key.
    const [row] = await place.queryable.query<VersionRow>(sql`
      select ${versionColumns}
      from resource_version as v
      where v.practice = ${place.practice}::int4 and v.type = ${type} and v.id = ${id} and v.version = ${version}::int4
        and ${accessCondition(access)}`)
    return row === undefined ? undefined : versionOf(row)
  }
