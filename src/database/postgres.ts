import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { type Sql, statement } from '../sql/sql.js'
import type { Database, Queryable } from './database.js'
import { type RetryPolicy, retrying } from './retry.js'
import { toFhirError } from './sqlstate.js'

export interface PostgresOptions {
  readonly url: string
  /** Connections of this process. */
  readonly pool: number
  readonly statementTimeoutMs: number
  readonly retry: RetryPolicy
  /** Told of errors of idle connections, which nobody awaits. */
  readonly onIdleError: (error: Error) => void
}

/** Statements whose text came up first are prepared by name; the bound keeps the server's memory for each connection bounded. */
const PREPARED_MAX = 1_000

const asText = (text: string): string => text
const BOOL = 16
const INT4 = 23
const BYTEA = 17

/** Everything but bool, int4 and bytea arrives as the text that PostgreSQL wrote: nothing is rounded, and PGlite does the same. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number): ((text: string) => unknown) => {
    if (oid === BOOL) return (text) => text === 't'
    if (oid === INT4) return Number
    if (oid === BYTEA) return (text) => Buffer.from(text.slice(2), 'hex')
    return asText
  },
} as pg.CustomTypesConfig

function createNames(): (text: string) => string | undefined {
  const names = new Map<string, string>()
  return (text) => {
    const known = names.get(text)
    if (known !== undefined || names.size >= PREPARED_MAX) return known
    const name = `s${names.size}`
    names.set(text, name)
    return name
  }
}

type Runner = Pick<pg.Pool, 'query'> | pg.PoolClient

function createQueryable(runner: Runner, nameOf: (text: string) => string | undefined): Queryable {
  return {
    query: async <R>(fragment: Sql): Promise<R[]> => {
      const { text, values } = statement(fragment)
      const name = fragment.prepared === false ? undefined : nameOf(text)
      const config = { text, values: values as unknown[], ...(name === undefined ? {} : { name }) }
      return (await runner.query(config)).rows as R[]
    },
    execute: async (script) => {
      await runner.query(script)
    },
  }
}

/** One try of a transaction on a connection of its own; a connection that broke meanwhile is thrown away. */
async function attempt<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
  first?: () => string,
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  const remember = (error: Error): void => {
    broken = error
  }
  client.on('error', remember)
  try {
    await client.query(first === undefined ? 'begin' : `begin; ${first()}`)
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(remember)
    throw error
  } finally {
    client.removeListener('error', remember)
    client.release(broken)
  }
}

async function translated<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    throw toFhirError(error) ?? error
  }
}

const poolOf = ({ url, pool, statementTimeoutMs }: PostgresOptions): pg.Pool =>
  new pg.Pool({
    connectionString: url,
    max: pool,
    types,
    connectionTimeoutMillis: 10_000,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: 60_000,
    // Each process has a name of its own, so that another one can tell whether it is alone.
    application_name: `anteroom ${process.pid} ${randomBytes(4).toString('hex')}`,
    options: '-c timezone=UTC -c default_transaction_isolation=read\\ committed -c jit=off',
  })

/** Opens a pool of connections to PostgreSQL 15 or later. Connections are made when they are needed. */
export function openPostgres(options: PostgresOptions): Database {
  const pool = poolOf(options)
  pool.on('error', options.onIdleError)
  const nameOf = createNames()
  const direct = createQueryable(pool, nameOf)
  return {
    engine: 'postgresql',
    concurrency: options.pool,
    query: (fragment) => translated(() => direct.query(fragment)),
    execute: (script) => translated(() => direct.execute(script)),
    transaction: (work, first) =>
      translated(() =>
        retrying(options.retry, () => attempt(pool, (client) => work(createQueryable(client, nameOf)), first)),
      ),
    close: () => pool.end(),
  }
}
