import { randomUUID } from 'node:crypto'
import { unrestricted } from '../../src/access/access.js'
import type { Database } from '../../src/database/database.js'
import { migrate } from '../../src/database/migrate.js'
import { openDatabase } from '../../src/database/open.js'
import { loadDefinitions } from '../../src/definitions/load.js'
import { parseParameters } from '../../src/fhir/query-parameters.js'
import { createExpressions } from '../../src/fhirpath/expressions.js'
import { columnsOf } from '../../src/search/columns.js'
import { createPlanner } from '../../src/search/create-planner.js'
import { createIncludePlanner } from '../../src/search/include.js'
import { createIndexer } from '../../src/search/indexer.js'
import { createParameterContext } from '../../src/search/parameter-context.js'
import type { SearchQuery } from '../../src/search/planner.js'
import { tableOf } from '../../src/search/table.js'
import { identifier, join, raw, sql } from '../../src/sql/sql.js'
import { createSearch } from '../../src/store/search.js'
import type { SearchPage } from '../../src/store/store.js'

/** A resource as tests write it. */
export interface Sample {
  readonly resourceType: string
  readonly id: string
  readonly [element: string]: unknown
}

const settings = { baseUrl: 'http://clinic.example/fhir', aliases: [], timeZone: 'UTC' }
export const definitions = loadDefinitions()
export const parameterContext = createParameterContext(settings, Buffer.from('a secret of tests'))
const expressions = createExpressions(definitions)
const indexer = createIndexer({ definitions, expressions, context: parameterContext })
export const includePlanner = createIncludePlanner({ definitions, expressions, context: parameterContext })
export const planner = createPlanner({
  definitions,
  context: parameterContext,
  pageSizeDefault: 20,
  pageSizeMax: 100,
  parametersMax: 1_000,
})

/** A database with the schema and nothing else: on PostgreSQL where `DATABASE_URL` says so, else embedded, in memory. */
export async function openScratch(): Promise<{ database: Database; close: () => Promise<void> }> {
  const base = process.env.DATABASE_URL
  const open = (databaseUrl: string | undefined) =>
    openDatabase({
      databaseUrl,
      folder: undefined,
      pool: 2,
      statementTimeoutMs: 60_000,
      random: Math.random,
      onIdleError: () => {},
    })
  if (base === undefined) {
    const database = await open(undefined)
    await migrate(database)
    return { database, close: () => database.close() }
  }
  const name = `search_${randomUUID().replaceAll('-', '')}`
  const outer = await open(base)
  await outer.execute(`create database ${name}`)
  const database = await open(Object.assign(new URL(base), { pathname: `/${name}` }).href)
  await migrate(database)
  const close = async () => {
    await database.close()
    await outer.execute(`drop database ${name}`)
    await outer.close()
  }
  return { database, close }
}

const stampOf = (minute: number): string => new Date(Date.UTC(2026, 0, 1) + minute * 60_000).toISOString()

/** Writes version 1 of a resource as the store does, one statement for each table. `minute` is when, counted from the start of 2026. */
export async function put(database: Database, sample: Sample, minute = 0): Promise<void> {
  const { resourceType: type, id } = sample
  const index = indexer.index(type, id, sample)
  const stamp = stampOf(minute)
  await database.query(sql`
    insert into resource_version (practice, type, id, version, era, last_updated, deleted, method, compartments, content)
    values (0, ${type}, ${id}, 1, 1, ${stamp}::timestamptz, false, 'PUT', ${`{${index.compartments.join(',')}}`}::int8[], ${JSON.stringify(sample)})`)
  const columns = columnsOf(type)
  const values = columns.map(
    (column, at) => sql`, ${index.columns[at] ?? null}::${raw(column.sqlType.replace(/ .*/, ''))}`,
  )
  await database.query(sql`
    insert into ${tableOf(type)} (practice, id, version, last_updated, self, tokens${join(
      columns.map(({ name }) => sql`, ${identifier(name)}`),
      '',
    )})
    values (0, ${id}, 1, ${stamp}::timestamptz, ${index.self}::int8, ${`{${index.tokens.join(',')}}`}::int8[]${join(values, '')})`)
  for (const row of index.values)
    await database.query(sql`
      insert into value (practice, type, id, parameter, key, low, high, unit, text)
      values (0, ${type}, ${id}, ${row.parameter}, ${row.key}::int8, ${row.low}::numeric, ${row.high}::numeric, ${row.unit}::int8, ${row.text})`)
}

/** Plans a search as it stands in a url: `Patient?name=eve`, or `?_type=Patient` for the system. */
export function planOf(url: string, query: Partial<SearchQuery> = {}) {
  const [type = '', text = ''] = url.split(/\?(.*)/s)
  return planner.plan({
    types: type === '' ? [] : [type],
    parameters: parseParameters(text, 1_000),
    handling: 'strict',
    access: unrestricted.predicate('s'),
    ...query,
  })
}

/** Searches the database as the store does. */
export function searcher(
  database: Database,
  limits: {
    readonly materializedMatchesMax?: number
    readonly includesMax?: number
    readonly walkAbove?: number
    readonly pageBytes?: number
  } = {},
) {
  const { search, matchTokens } = createSearch({
    place: { queryable: database, practice: 0 },
    definitions,
    includePlanner,
    horizon: async () => '2026-11-24T09:30:00.000Z',
    materializedMatchesMax: 1_000,
    includesMax: 100,
    ...limits,
  })
  const run = (url: string, query: Partial<SearchQuery> = {}): Promise<SearchPage> => search(planOf(url, query).plan)
  const ids = async (url: string, query: Partial<SearchQuery> = {}): Promise<string[]> =>
    (await run(url, query)).matches.map(({ id }) => id)
  return { search, matchTokens, run, ids }
}
