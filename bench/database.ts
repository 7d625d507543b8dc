import pg from 'pg'

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

/** Makes a database of its own beside the one that `url` names. */
export async function createDatabase(url: string, name: string): Promise<BenchDatabase> {
  const unique = `anteroom_bench_${name}_${process.pid}`
  await withClient(url, (client) => client.query(`create database ${unique}`))
  const own = new URL(url)
  own.pathname = `/${unique}`
  return {
    url: own.href,
    drop: async () => {
      await withClient(url, (client) => client.query(`drop database if exists ${unique} with (force)`))
    },
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
