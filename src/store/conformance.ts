import { issue, methodNotAllowed, unprocessable } from '../fhir/outcome.js'
import { column } from '../sql/column.js'
import { rows, sql } from '../sql/sql.js'
import type { Place } from './read.js'
import type { Write } from './store.js'

/** Types whose resources say what others have to be: a change of one lets the epoch grow, and packages hold nothing else. */
const conformanceTypes: ReadonlySet<string> = new Set([
  ...['StructureDefinition', 'ValueSet', 'CodeSystem', 'ConceptMap', 'SearchParameter', 'OperationDefinition'],
  ...['CapabilityStatement', 'NamingSystem', 'ImplementationGuide', 'CompartmentDefinition', 'GraphDefinition'],
  'StructureMap',
])

/** Whether a change of resources of this type changes what is known. */
export const isConformanceType = (type: string): boolean => conformanceTypes.has(type)

/** Conformance resources of one practice: all of them are in the memory of each process. */
const STORED_MAX = 50_000

/** The keys as columns; ids and types are never empty. */
const keyColumns = (writes: readonly Write[]): readonly string[] => [
  column(writes.map(({ type }) => type)),
  column(writes.map(({ id }) => id)),
]

/** Throws 405 where one of the resources is Anteroom's own or a package's: those are read-only for clients. Served by the primary key. */
export async function assertWritable({ queryable, practice }: Place, writes: readonly Write[]): Promise<void> {
  const own = writes.filter(({ type }) => isConformanceType(type))
  if (own.length === 0) return
  const [found] = await queryable.query<{ type: string; id: string; package: string }>(sql`
    select c.type, c.id, c.package
    from ${rows('k', ['type', 'id'], keyColumns(own))}
    join canonical as c on c.practice = ${practice}::int4 and c.type = k.type and c.id = k.id
    where c.package is not null
    limit 1`)
  if (found === undefined) return
  throw methodNotAllowed(
    `\`${found.type}/${found.id}\` belongs to \`${found.package}\` and is read-only: it changes with that package. Store your own under another id.`,
    ['GET', 'HEAD'],
  )
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** By which url and version the resources of these writes are found from now on, and whose they are. Served by the primary key. */
export async function keepCanonicals(place: Place, writes: readonly Write[], owner?: string): Promise<void> {
  const { queryable, practice } = place
  const puts = writes.filter((write) => write.kind === 'put')
  const deletes = writes.filter(({ kind }) => kind === 'delete')
  if (puts.length > 0) {
    const resources = puts.map(({ content }) => content.resource as { url?: unknown; version?: unknown })
    const columns = [
      ...keyColumns(puts),
      column(resources.map(({ url }) => textOrNull(url))),
      column(resources.map(({ version }) => textOrNull(version))),
    ]
    await queryable.query(sql`
      insert into canonical (practice, type, id, url, version, package)
      select ${practice}::int4, type, id, url, version, ${owner ?? null}::text
      from ${rows('m', ['type', 'id', 'url', 'version'], columns)}
      on conflict (practice, type, id) do update set url = excluded.url, version = excluded.version, package = excluded.package`)
    await assertBounded(place)
  }
  if (deletes.length > 0) {
    await queryable.query(sql`
      delete from canonical using ${rows('m', ['type', 'id'], keyColumns(deletes))}
      where canonical.practice = ${practice}::int4 and canonical.type = m.type and canonical.id = m.id`)
  }
}

async function assertBounded({ queryable, practice }: Place): Promise<void> {
  const [row] = await queryable.query<{ count: string }>(
    sql`select count(*) as count from canonical where practice = ${practice}::int4`,
  )
  if (Number(row?.count ?? 0) <= STORED_MAX) return
  throw unprocessable(
    issue(
      'too-costly',
      `This server keeps at most ${STORED_MAX} profiles, value sets, code systems and the like. Remove a package or delete some first.`,
    ),
  )
}
