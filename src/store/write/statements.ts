import { columnsOf } from '../../search/columns.js'
import type { ValueRow } from '../../search/index-row.js'
import { tableOf } from '../../search/table.js'
import { column } from '../../sql/column.js'
import { identifier, join, raw, rows, sql } from '../../sql/sql.js'
import type { Place } from '../read.js'
import type { PutWrite, Write } from '../store.js'
import { newestVersions } from '../version-row.js'
import type { Decided, Head } from './decide.js'

/** `Type/id`: a slash is in neither part. */
export const keyOf = ({ type, id }: { readonly type: string; readonly id: string }): string => `${type}/${id}`

interface HeadRow {
  readonly n: string
  readonly version: number
  readonly last_updated: string
  readonly deleted: boolean
  readonly compartments: string
}

/** The current versions of what is to be written. */
export async function readHeads(
  { queryable, practice }: Place,
  writes: readonly Write[],
): Promise<ReadonlyMap<Write, Head>> {
  const heads = new Map<Write, Head>()
  const known = writes.filter(({ expect }) => expect.kind !== 'new')
  if (known.length === 0) return heads
  const found = await queryable.query<HeadRow>(sql`
    select k.n, v.version, v.last_updated, v.deleted, v.compartments::text as compartments
    from ${newestVersions(practice, known)}`)
  for (const row of found) {
    const write = known[Number(row.n) - 1]
    if (write !== undefined) heads.set(write, { ...row, lastUpdated: Date.parse(row.last_updated) })
  }
  return heads
}

/** Appends the versions, sorted by key by the caller; answers the keys that were free. A key that is taken is another writer's. */
export async function insertVersions(
  place: Place,
  era: number,
  decided: readonly Decided[],
): Promise<ReadonlySet<string>> {
  const versions = decided.map(({ version }) => version)
  const columns = [
    column(versions.map(({ type }) => type)),
    column(versions.map(({ id }) => id)),
    column(versions.map(({ version }) => String(version))),
    column(versions.map(({ lastUpdated }) => lastUpdated)),
    column(versions.map(({ method }) => method)),
    column(decided.map(({ compartments }) => compartments)),
    column(versions.map(({ content }) => (content === '' ? null : content))),
  ]
  const names = ['type', 'id', 'version', 'last_updated', 'method', 'compartments', 'content']
  const inserted = await place.queryable.query<{ type: string; id: string }>(sql`
    insert into resource_version (practice, type, id, version, era, last_updated, deleted, method, compartments, content)
    select ${place.practice}::int4, type, id, version::int4, ${era}::int4, last_updated::timestamptz, content is null, method,
      compartments::int8[], content
    from ${rows('m', names, columns)}
    on conflict do nothing
    returning type, id`)
  return new Set(inserted.map(keyOf))
}

/** Upserts the index rows of one type: never deleted and inserted again, so that locks on them hold. */
export async function upsertIndexRows(place: Place, type: string, decided: readonly Decided[]): Promise<void> {
  const own = columnsOf(type)
  const puts = decided.map(({ write }) => (write as PutWrite).index)
  const columns = [
    column(decided.map(({ version }) => version.id)),
    column(decided.map(({ version }) => String(version.version))),
    column(decided.map(({ version }) => version.lastUpdated)),
    column(puts.map(({ self }) => self)),
    column(puts.map(({ tokens }) => `{${tokens.join(',')}}`)),
    ...own.map((_, at) => column(puts.map((row) => row.columns[at] ?? null))),
  ]
  const names = ['id', 'version', 'last_updated', 'self', 'tokens', ...own.map(({ name }) => name)]
  const casts = ['', '::int4', '::timestamptz', '::int8', '::int8[]', ...own.map(({ sqlType }) => castOf(sqlType))]
  const list = join(names.map(identifier), ', ')
  await place.queryable.query(sql`
    insert into ${tableOf(type)} (practice, ${list})
    select ${place.practice}::int4, ${join(
      names.map((name, at) => sql`${identifier(name)}${raw(casts[at] ?? '')}`),
      ', ',
    )}
    from ${rows('m', names, columns)}
    on conflict (practice, id) do update set ${join(
      names.slice(1).map((name) => sql`${identifier(name)} = excluded.${identifier(name)}`),
      ', ',
    )}`)
}

const castOf = (sqlType: string): string => (sqlType.startsWith('text') ? '' : `::${sqlType}`)

/** Takes away the index rows of deleted resources of one type. */
export async function deleteIndexRows(place: Place, type: string, ids: readonly string[]): Promise<void> {
  await place.queryable.query(sql`
    delete from ${tableOf(type)}
    where practice = ${place.practice}::int4 and id = any(string_to_array(${column(ids)}, chr(31)))`)
}

/** Takes away the rows of `value` of these resources. Served by value_resource. */
export async function deleteValues(place: Place, keys: readonly { type: string; id: string }[]): Promise<void> {
  const columns = [column(keys.map(({ type }) => type)), column(keys.map(({ id }) => id))]
  await place.queryable.query(sql`
    delete from value using ${rows('m', ['type', 'id'], columns)}
    where value.practice = ${place.practice}::int4 and value.type = m.type and value.id = m.id`)
}

interface OwnedValue extends ValueRow {
  readonly owner: Write
}

/** Adds the rows of `value`. */
export async function insertValues(place: Place, values: readonly OwnedValue[]): Promise<void> {
  const pick = (field: (value: OwnedValue) => string | null): string => column(values.map(field))
  const text = (value: string | null): string | null => (value === '' ? null : value)
  const columns = [
    pick(({ owner }) => owner.type),
    pick(({ owner }) => owner.id),
    pick(({ parameter }) => parameter),
    pick(({ key }) => key),
    pick(({ low }) => low),
    pick(({ high }) => high),
    pick(({ unit }) => unit),
    pick((value) => text(value.text)),
  ]
  const names = ['type', 'id', 'parameter', 'key', 'low', 'high', 'unit', 'text']
  await place.queryable.query<never>(sql`
    insert into value (practice, type, id, parameter, key, low, high, unit, text)
    select ${place.practice}::int4, type, id, parameter, key::int8, low::numeric, high::numeric, unit::int8, text
    from ${rows('m', names, columns)}`)
}

/** `Type` → what is written of it, in the order of the types. */
export function byType<T>(items: readonly T[], typeOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(typeOf(item))
    if (group === undefined) groups.set(typeOf(item), [item])
    else group.push(item)
  }
  return groups
}
