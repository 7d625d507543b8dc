import pg from 'pg'

const BATCH_ROWS = 1_000
const CONNECTIONS = 1
/** PostgreSQL takes no more parameters in one statement. */
const PARAMETERS_MAX = 65_535

type PlainRow = Readonly<Record<string, unknown>>

/** Rows of one table, as they were read. */
export interface TableRows {
  readonly table: string
  readonly rows: readonly PlainRow[]
}

/** Everything as the text that PostgreSQL wrote. */
const asText = { getTypeParser: () => (text: string) => text } as unknown as pg.CustomTypesConfig

const openPool = (url: string): pg.Pool => new pg.Pool({ connectionString: url, max: CONNECTIONS, types: asText })

const quoted = (name: string): string => `"${name}"`

/** The tables that a write touches: the truth, the values, and the index of each type. */
async function tablesWithRows(pool: pg.Pool): Promise<readonly string[]> {
  const found = await pool.query<{ table: string }>(
    `select format('index.%I', relname) as table from pg_stat_user_tables where schemaname = 'index' and n_tup_ins > 0 order by 1`,
  )
  return ['resource_version', 'value', ...found.rows.map(({ table }) => table)]
}

/** Reads back what the server wrote after `seq`: the rows of every table, but for the columns that the database fills in by itself. */
export async function readRows(url: string, afterSeq: string): Promise<{ readonly tables: readonly TableRows[]; readonly lastSeq: string }> {
  const pool = openPool(url)
  try {
    const tables: TableRows[] = []
    // Statistics of tables come a moment after the fact.
    await pool.query('select pg_stat_force_next_flush()')
    for (const table of await tablesWithRows(pool)) {
      const isTruth = table === 'resource_version'
      const type = table.startsWith('index.') ? 't' : ''
      const condition = isTruth ? 'seq > $1' : `exists (select from resource_version v where v.practice = t.practice and v.id = t.id and v.seq > $1)`
      const order = isTruth ? 'order by seq' : ''
      const { rows } = await pool.query<PlainRow>(`select t.* from ${table} t where ${condition} ${order}${type === '' ? '' : ''}`, [afterSeq])
      tables.push({ table, rows })
    }
    const last = await pool.query<{ seq: string }>('select coalesce(max(seq), 0) as seq from resource_version')
    return { tables, lastSeq: last.rows[0]?.seq ?? '0' }
  } finally {
    await pool.end()
  }
}
