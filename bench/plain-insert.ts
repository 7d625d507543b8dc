import pg from 'pg'
import { tableName } from '../src/search/table.js'

const BATCH_ROWS = 1_000
/** PostgreSQL takes no more parameters in one statement. */
const PARAMETERS_MAX = 65_535

type PlainRow = Readonly<Record<string, string | null>>

/** Rows of one table, as PostgreSQL wrote them. */
interface TableRows {
  readonly table: string
  readonly rows: readonly PlainRow[]
}

/** What a server wrote of some resources: rows of the truth, of the index of each type, and values. */
export interface WrittenRows {
  readonly resources: number
  readonly tables: readonly TableRows[]
  /** The place in the log up to which this is. */
  readonly lastSeq: string
}

/** Nothing is parsed: the limit pays for no conversion. */
const asText = { getTypeParser: () => (text: string) => text } as unknown as pg.CustomTypesConfig

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, types: asText })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Without the columns that the database fills in by itself. */
const withoutDefaults = ({ txid: _txid, seq: _seq, ...rest }: PlainRow): PlainRow => rest

/** Reads back what a server wrote after a place in its log: every row of every table, in the order in which they were written. */
export function readWrittenRows(url: string, afterSeq: string): Promise<WrittenRows> {
  return withClient(url, async (client) => {
    const truth = await client.query<PlainRow>('select * from resource_version where seq > $1 order by seq', [afterSeq])
    const types = [...new Set(truth.rows.map(({ type }) => String(type)))].sort()
    const tables: TableRows[] = [{ table: 'resource_version', rows: truth.rows.map(withoutDefaults) }]
    for (const type of types) {
      const table = `index."${tableName(type)}"`
      const found = await client.query<PlainRow>(
        `select own.* from ${table} as own join resource_version as v on v.practice = own.practice and v.type = $1 and v.id = own.id and v.version = own.version where v.seq > $2 order by v.seq`,
        [type, afterSeq],
      )
      tables.push({ table, rows: found.rows })
    }
    const values = await client.query<PlainRow>(
      'select own.* from value as own join resource_version as v on v.practice = own.practice and v.type = own.type and v.id = own.id where v.seq > $1 order by v.seq',
      [afterSeq],
    )
    tables.push({ table: 'value', rows: values.rows })
    return { resources: truth.rows.length, tables, lastSeq: String(truth.rows.at(-1)?.seq ?? afterSeq) }
  })
}

function insertText(table: string, names: readonly string[], count: number): string {
  const tuple = (row: number): string => `(${names.map((_, at) => `$${row * names.length + at + 1}`).join(',')})`
  return `insert into ${table} (${names.map((name) => `"${name}"`).join(',')}) values ${Array.from({ length: count }, (_, row) => tuple(row)).join(',')}`
}

async function insertTable(client: pg.Client, { table, rows }: TableRows): Promise<void> {
  const names = Object.keys(rows[0] ?? {})
  const size = Math.min(BATCH_ROWS, Math.floor(PARAMETERS_MAX / Math.max(1, names.length)))
  const fullText = insertText(table, names, Math.min(size, rows.length))
  for (let from = 0; from < rows.length; from += size) {
    const batch = rows.slice(from, from + size)
    const text = batch.length === size ? fullText : insertText(table, names, batch.length)
    await client.query(
      text,
      batch.flatMap((row) => names.map((name) => row[name])),
    )
  }
}

/**
 * The limit of a write: the same rows by plain `pg`, in multi-row statements of 1,000, into tables of the same definition with the same indexes. Answers
 * how many resources a second that were.
 */
export function insertPlainly(url: string, { tables, resources }: WrittenRows): Promise<number> {
  return withClient(url, async (client) => {
    const startedMs = performance.now()
    for (const rows of tables) await insertTable(client, rows)
    return (resources * 1000) / (performance.now() - startedMs)
  })
}
