import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { type Sql, statement } from '../sql/sql.js'
import type { Database, Queryable } from './database.js'
import { type RetryPolicy, retrying } from './retry.js'
import { isConnectionLoss, toFhirError } from './sqlstate.js'
import { runWork, type Work } from './transaction-work.js'

export interface PostgresOptions {
  readonly url: string
  /** Connections of this process. */
  readonly pool: number
  readonly statementTimeoutMs: number
  /** How long an answer may take before the server counts as gone; longer than `statementTimeoutMs`. */
  readonly answerTimeoutMs: number
  /** How long a transaction may wait for its next statement. */
  readonly idleTransactionMs: number
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

/** Scripts (migrations) may take as long as they need: this is the longest time that a timer can count. */
const UNLIMITED_MS = 2_147_483_647

/** The driver knows a limit for each query, its types don't. */
type Question = pg.QueryConfig & { readonly query_timeout?: number }
type Ask = (question: Question) => Promise<pg.QueryResult>

function createQueryable(ask: Ask, nameOf: (text: string) => string | undefined): Queryable {
  return {
    query: async <R>(fragment: Sql): Promise<R[]> => {
      const { text, values } = statement(fragment)
      const name = fragment.prepared === false ? undefined : nameOf(text)
      const config = { text, values: values as unknown[], ...(name === undefined ? {} : { name }) }
      return (await ask(config)).rows as R[]
    },
    execute: async (script) => {
      await ask({ text: script, query_timeout: UNLIMITED_MS })
    },
  }
}

/** One try of a transaction on a connection of its own, which is thrown away where it broke or an answer is still owed on it. */
async function attempt<T>(pool: pg.Pool, work: (ask: Ask) => Promise<T>, first?: () => string): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  const remember = (error: Error): void => {
    broken = error
  }
  const ask: Ask = async (question) => {
    try {
      return await client.query(question)
    } catch (error) {
      if (isConnectionLoss(error)) remember(error as Error)
      throw error
    }
  }
  client.on('error', remember)
  try {
    await ask({ text: first === undefined ? 'begin' : `begin; ${first()}` })
    const result = await work(ask)
    await ask({ text: 'commit' })
    return result
  } catch (error) {
    if (broken === undefined) await ask({ text: 'rollback' }).catch(remember)
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

const poolOf = (options: PostgresOptions): pg.Pool =>
  new pg.Pool({
    connectionString: options.url,
    max: options.pool,
    types,
    connectionTimeoutMillis: 10_000,
    // A server that vanished without a word, by a failover or a cut cable, is noticed by us: nobody else would.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    query_timeout: options.answerTimeoutMs,
    statement_timeout: options.statementTimeoutMs,
    // Ours comes first; the server's is for a process that stands still.
    idle_in_transaction_session_timeout: options.idleTransactionMs + 5_000,
    // Each process has a name of its own, so that another one can tell whether it is alone.
    application_name: `anteroom ${process.pid} ${randomBytes(4).toString('hex')}`,
    options: '-c timezone=UTC -c default_transaction_isolation=read\\ committed -c jit=off',
  })

/** Opens a pool of connections to PostgreSQL 15 or later. Connections are made when they are needed. */
export function openPostgres(options: PostgresOptions): Database {
  const pool = poolOf(options)
  pool.on('error', options.onIdleError)
  const nameOf = createNames()
  const direct = createQueryable((question) => pool.query(question), nameOf)
  const tryOnce = <T>(work: Work<T>, first?: () => string): Promise<T> =>
    attempt(pool, (ask) => runWork(createQueryable(ask, nameOf), work, options.idleTransactionMs), first)
  return {
    engine: 'postgresql',
    concurrency: options.pool,
    query: (fragment) => translated(() => direct.query(fragment)),
    execute: (script) => translated(() => direct.execute(script)),
    transaction: (work, first) => translated(() => retrying(options.retry, () => tryOnce(work, first))),
    close: () => pool.end(),
  }
}
