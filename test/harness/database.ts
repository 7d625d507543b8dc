import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Test } from 'tap'
import type { Environment } from '../../src/config.js'

/** Where the tests' PostgreSQL is; undefined runs them on PGlite. */
const postgresUrl = process.env.DATABASE_URL === '' ? undefined : process.env.DATABASE_URL

/** Why a test of PostgreSQL alone can't run here, or false. */
export const postgresAbsent: string | false = postgresUrl === undefined ? 'DATABASE_URL is not set' : false

/** Runs one statement on a PostgreSQL server, over a connection of its own. */
export async function runOnPostgres(url: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

/** A PostgreSQL database of its own for one test, dropped when the test ends. */
async function freshPostgres(t: Test, server: string): Promise<Environment> {
  const name = `anteroom_test_${randomBytes(6).toString('hex')}`
  await runOnPostgres(server, `create database ${name}`)
  t.teardown(() => runOnPostgres(server, `drop database if exists ${name} with (force)`))
  const url = new URL(server)
  url.pathname = `/${name}`
  return { DATABASE_URL: url.href, DATABASE_POOL: '8' }
}

/** An environment that leads to a database of its own for one test: in memory, or on PostgreSQL. */
export async function freshDatabase(t: Test): Promise<Environment> {
  return postgresUrl === undefined ? { DATA_DIR: 'memory://' } : freshPostgres(t, postgresUrl)
}

/** A folder of its own for one test, removed when it ends. */
export async function freshFolder(t: Test): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'anteroom-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** An environment that leads to a database that outlives its process: in a folder, or on PostgreSQL. */
export async function durableDatabase(t: Test): Promise<Environment> {
  if (postgresUrl !== undefined) return freshPostgres(t, postgresUrl)
  return { DATA_DIR: join(await freshFolder(t), 'data') }
}
