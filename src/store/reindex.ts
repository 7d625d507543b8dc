import type { Database, Queryable } from '../database/database.js'
import { parseJson } from '../fhir/json-parse.js'
import { resourceText } from '../fhir/resource-text.js'
import type { Indexer } from '../search/index-row.js'
import { tableOf } from '../search/table.js'
import { sql } from '../sql/sql.js'
import type { PutWrite } from './store.js'
import { type VersionRow, versionColumns, versionOf } from './version-row.js'
import type { Decided } from './write/decide.js'
import { storeIndex } from './write/put-batch.js'
import { deleteIndexRows, deleteValues } from './write/statements.js'

export interface ReindexOptions {
  readonly database: Database
  readonly practice: number
  readonly indexer: Indexer
  readonly resourceTypes: readonly string[]
  /** Told after each chunk: the type, and how many of its resources are done. */
  readonly onProgress: (type: string, done: number) => void
}

/** Resources of one transaction: it stays well under a second, so that it holds back nobody who follows the log. */
const CHUNK = 200

/** What was stored passed the limits of its day already. */
const limits = { depth: 10_000, numberLength: 100_000 }

function decidedOf(indexer: Indexer, row: VersionRow): Decided {
  const version = versionOf(row)
  const content = resourceText(parseJson(version.content, limits))
  const index = indexer.index(version.type, version.id, content.exactNumbers ?? content.resource)
  const { type, id, method } = version
  const write: PutWrite = { kind: 'put', method, type, id, content, index, expect: { kind: 'any' } }
  return { write, version, outcome: 'updated', compartments: '' }
}

/** The newest versions of the next resources of a type, deletions included. Served by the primary key. */
async function nextChunk(
  queryable: Queryable,
  practice: number,
  place: { type: string; after: string },
): Promise<readonly VersionRow[]> {
  const { type, after } = place
  // Every writer locks or inserts rows of the type before it takes away or adds values, so this holds them all off: one that is under way is waited
  // for, one that comes later waits, and no older version overwrites a newer one. Row locks would miss resources without a row: new or deleted ones.
  await queryable.query(sql`lock table ${tableOf(type)} in exclusive mode`)
  return queryable.query<VersionRow>(sql`
    select distinct on (v.id) ${versionColumns}
    from resource_version as v
    where v.practice = ${practice}::int4 and v.type = ${type} and v.id in (
      select distinct id from resource_version
      where practice = ${practice}::int4 and type = ${type} and id > ${after}
      order by id
      limit ${CHUNK}::int4)
    order by v.id, v.version desc`)
}

async function reindexChunk(
  options: ReindexOptions,
  place: { type: string; after: string },
): Promise<readonly VersionRow[]> {
  const { database, practice, indexer } = options
  return database.transaction(async (queryable) => {
    const at = { queryable, practice }
    const rows = await nextChunk(queryable, practice, place)
    if (rows.length === 0) return rows
    await deleteValues(at, rows)
    const gone = rows.filter(({ deleted }) => deleted).map(({ id }) => id)
    if (gone.length > 0) await deleteIndexRows(at, place.type, gone)
    await storeIndex(
      at,
      rows.filter(({ deleted }) => !deleted).map((row) => decidedOf(indexer, row)),
    )
    return rows
  })
}

/** Derives every index row anew from the truth, type by type, in short transactions; answers how many current resources there are. */
export async function reindex(options: ReindexOptions): Promise<number> {
  let total = 0
  for (const type of options.resourceTypes) {
    let after = ''
    let done = 0
    for (;;) {
      const rows = await reindexChunk(options, { type, after })
      const last = rows.at(-1)
      if (last === undefined) break
      after = last.id
      done += rows.filter(({ deleted }) => !deleted).length
      options.onProgress(type, done)
    }
    total += done
  }
  return total
}

/** How many current resources there are, counted up to a limit. */
export async function countResources(database: Database, practice: number, limit: number): Promise<number> {
  const [row] = await database.query<{ total: number }>(sql`
    select count(*)::int4 as total from (
      select 1 from resource_version where practice = ${practice}::int4 limit ${limit}::int4) as counted`)
  return row?.total ?? 0
}
