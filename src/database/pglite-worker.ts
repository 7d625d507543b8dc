import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite, types } from '@electric-sql/pglite'
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'

/** What the main thread asks of the worker: one statement, or a script without parameters. */
export interface WorkerRequest {
  readonly number: number
  readonly kind: 'query' | 'execute' | 'close'
  readonly text: string
  readonly values: readonly unknown[]
}

export interface WorkerAnswer {
  readonly number: number
  readonly rows?: unknown[]
  readonly error?: { readonly message: string; readonly code: string | undefined }
}

const asText = (text: string): string => text

/** The same rows as from `pg`: text for all but bool, int4 and bytea. */
const parsers = {
  [types.INT8]: asText,
  [types.INT2]: asText,
  [types.NUMERIC]: asText,
  [types.FLOAT4]: asText,
  [types.FLOAT8]: asText,
  [types.TIMESTAMPTZ]: asText,
  [types.TIMESTAMP]: asText,
  [types.DATE]: asText,
  [types.JSON]: asText,
  [types.JSONB]: asText,
}

const folder: string | undefined = workerData.folder
if (folder !== undefined) mkdirSync(dirname(folder), { recursive: true })
const database = new PGlite({
  ...(folder === undefined ? {} : { dataDir: folder }),
  parsers,
  extensions: { btree_gin, btree_gist, pg_trgm },
})

const opened = database.exec("set time zone 'UTC'")

async function perform(request: WorkerRequest): Promise<unknown[]> {
  await opened
  switch (request.kind) {
    case 'query':
      return (await database.query(request.text, [...request.values])).rows
    case 'execute':
      await database.exec(request.text)
      return []
    case 'close':
      await database.close()
      return []
  }
}

parentPort?.on('message', (request: WorkerRequest) => {
  const answer = (rest: Omit<WorkerAnswer, 'number'>): void =>
    parentPort?.postMessage({ number: request.number, ...rest })
  perform(request).then(
    (rows) => answer({ rows }),
    (error: { message: string; code?: string }) => answer({ error: { message: error.message, code: error.code } }),
  )
})
