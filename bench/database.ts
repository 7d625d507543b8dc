import pg from 'pg'
import { runCommand } from './processes.js'

/** A PostgreSQL database that lives as long as a workload. */
export interface BenchDatabase {
  readonly url: string
  drop(): Promise<void>
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function create(url: string, name: string, options: string): Promise<BenchDatabase> {
  const unique = `anteroom_bench_${name}_${process.pid}`
  await withClient(url, (client) => client.query(`create database ${unique} ${options}`))
  const own = new URL(url)
  own.pathname = `/${unique}`
  return {
    url: own.href,
    drop: async () => {
      await withClient(url, (client) => client.query(`drop database if exists ${unique} with (force)`))
    },
  }
}

/** Makes databases of their own on the server that `url` names. */
export interface Databases {
  /** A migrated database without any resource. */
  create(name: string): Promise<BenchDatabase>
  /** Drops what the others were copied from. */
  close(): Promise<void>
}

/** Migrates once, when the first database is asked for; the others are copies. */
export function openDatabases(url: string): Databases {
  let template: Promise<BenchDatabase> | undefined
  const migrated = async (): Promise<BenchDatabase> => {
    const database = await create(url, 'template', '')
    await runCommand(['migrate'], { DATABASE_URL: database.url })
    return database
  }
  return {
    create: async (name) => {
      template ??= migrated()
      const source = new URL((await template).url).pathname.slice(1)
      return create(url, name, `template ${source}`)
    },
    close: async () => (await template)?.drop(),
  }
}

/** Has the planner's statistics and the visibility maps up to date, as they are on a database that has been running for a while. */
export const analyze = async (url: string): Promise<void> => {
  await withClient(url, (client) => client.query('vacuum (analyze)'))
}

/** Writes out what is dirty, so that no measurement pays for the one before it. */
export const checkpoint = async (url: string): Promise<void> => {
  await withClient(url, (client) => client.query('checkpoint'))
}
