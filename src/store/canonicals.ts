import type { CanonicalEntry, CanonicalType } from '../definitions/canonicals.js'
import { column } from '../sql/column.js'
import { numberedRows, sql } from '../sql/sql.js'
import type { Place } from './read.js'

/** Texts that one statement reads: the longest packages hold megabytes in a few resources. */
const TEXTS_AT_ONCE = 100

interface CanonicalRow {
  readonly type: CanonicalType
  readonly id: string
  readonly url: string
  readonly business: string | null
  readonly package: string | null
  readonly version: number
}

/** The entries of what is stored, by package: the same objects as long as nothing changes in them. */
export interface StoredCanonicals {
  readonly packages: readonly CanonicalEntry[]
  readonly clients: readonly CanonicalEntry[]
}

const keyOf = ({ type, id, version }: CanonicalRow): string => `${type}/${id}/${version}`

/** An entry that keeps the text until it is first asked for, and then the resource alone. */
function entryOfRow(row: CanonicalRow, stored: string): CanonicalEntry {
  let text: string | undefined = stored
  let resource: ReturnType<CanonicalEntry['load']> | undefined
  return {
    type: row.type,
    id: row.id,
    url: row.url,
    version: row.business ?? undefined,
    origin: row.package ?? 'stored',
    load: () => {
      resource ??= JSON.parse(text ?? '') as ReturnType<CanonicalEntry['load']>
      text = undefined
      return resource
    },
  }
}

/**
 * Every current StructureDefinition, ValueSet, CodeSystem, ConceptMap and SearchParameter with a url that packages or clients stored; Anteroom's own come
 * from the build. Served by the primary keys, one backward probe each.
 */
async function readRows({ queryable, practice }: Place): Promise<readonly CanonicalRow[]> {
  return queryable.query<CanonicalRow>(sql`
    select c.type, c.id, c.url, c.version as business, c.package, v.version
    from canonical as c
    cross join lateral (
      select version, deleted from resource_version
      where practice = c.practice and type = c.type and id = c.id
      order by version desc
      limit 1
    ) as v
    where c.practice = ${practice}::int4 and c.url is not null and not v.deleted and coalesce(c.package, '') not like 'anteroom#%'
      and c.type in ('StructureDefinition', 'ValueSet', 'CodeSystem', 'ConceptMap', 'SearchParameter')
      -- The concepts of large code systems are in tables of their own.
      and not (c.type = 'CodeSystem' and exists (
        select from code_system as s
        where s.practice = c.practice and s.url = c.url and s.version is not distinct from c.version and s.status = 'active'))
    order by c.type, c.id`)
}

async function readTexts({ queryable, practice }: Place, wanted: readonly CanonicalRow[]): Promise<readonly string[]> {
  const texts: string[] = []
  for (let from = 0; from < wanted.length; from += TEXTS_AT_ONCE) {
    const some = wanted.slice(from, from + TEXTS_AT_ONCE)
    const columns = [
      column(some.map(({ type }) => type)),
      column(some.map(({ id }) => id)),
      column(some.map(({ version }) => String(version))),
    ]
    const found = await queryable.query<{ n: string; content: string }>(sql`
      select k.n, v.content
      from ${numberedRows('k', ['type', 'id', 'version'], columns)}
      join resource_version as v
        on v.practice = ${practice}::int4 and v.type = k.type and v.id = k.id and v.version = k.version::int4`)
    for (const { n, content } of found) texts[from + Number(n) - 1] = content
  }
  return texts
}

/**
 * A reader of what is stored: each call answers the state of now, and reads only the texts that it has not yet. So entries stay the same objects, and
 * what was compiled from them stays good.
 */
export function createStoredCanonicals(place: Place): () => Promise<StoredCanonicals> {
  let known: ReadonlyMap<string, CanonicalEntry> = new Map()
  return async () => {
    const rows = await readRows(place)
    const wanted = rows.filter((row) => !known.has(keyOf(row)))
    const texts = await readTexts(place, wanted)
    const added = new Map(wanted.map((row, at) => [keyOf(row), entryOfRow(row, texts[at] ?? '{}')]))
    const entries = new Map(
      rows.flatMap((row) => {
        const entry = known.get(keyOf(row)) ?? added.get(keyOf(row))
        return entry === undefined ? [] : [[keyOf(row), entry] as const]
      }),
    )
    known = entries
    const all = [...entries.values()]
    return {
      packages: all.filter(({ origin }) => origin !== 'stored'),
      clients: all.filter(({ origin }) => origin === 'stored'),
    }
  }
}
