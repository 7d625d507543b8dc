// A server that vanishes without a word, and transactions that stand still.
import { connect, createServer, type Server, type Socket } from 'node:net'
import t, { type Test } from 'tap'
import type { Database, Queryable } from '../../src/database/database.js'
import { openPostgres } from '../../src/database/postgres.js'
import { sql } from '../../src/sql/sql.js'
import { freshDatabase, postgresAbsent } from '../harness/database.js'

const unreachable = { name: 'FhirError', status: 503, headers: { 'retry-after': '5' } }

interface Limits {
  readonly answerTimeoutMs?: number
  readonly idleTransactionMs?: number
}

/** Opens one connection only, so that one which stays behind in the pool would be noticed. */
function open(t: Test, url: string, limits: Limits): Database {
  const retry = { tries: 1, waitMs: 0, random: () => 0 }
  const defaults = { statementTimeoutMs: 30_000, answerTimeoutMs: 30_000, idleTransactionMs: 30_000 }
  const database = openPostgres({ url, pool: 1, retry, onIdleError: () => {}, ...defaults, ...limits })
  t.teardown(() => database.close())
  return database
}

/** A cable to a server: once it is cut, its connections stay open and carry nothing; those made later are whole. */
async function layCable(t: Test, to: URL): Promise<{ readonly port: number; cut(): void }> {
  const ends = new Set<Socket>()
  const server: Server = createServer((near) => {
    const far = connect(Number(to.port), to.hostname)
    for (const [one, other] of [[near, far] as const, [far, near] as const]) {
      ends.add(one)
      one.on('error', () => other.destroy())
      one.pipe(other)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    for (const end of ends) end.destroy()
    server.close()
  })
  const address = server.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  const cut = (): void => {
    for (const end of ends) end.unpipe().pause()
  }
  return { port, cut }
}

const works = async (database: Database): Promise<boolean> =>
  (await database.query(sql`select 1::int4 as one`))[0]?.one === 1

t.test(
  'a server that no longer answers is a 503, and its connection is not used again',
  { skip: postgresAbsent },
  async (t) => {
    const url = new URL((await freshDatabase(t)).DATABASE_URL ?? '')
    const cable = await layCable(t, new URL(url))
    url.port = String(cable.port)
    const database = open(t, url.href, { answerTimeoutMs: 1_000 })
    t.ok(await works(database))
    cable.cut()
    await t.rejects(database.query(sql`select 1`), unreachable)
    t.ok(await works(database))
    const inside = async (transaction: Queryable) => {
      cable.cut()
      await transaction.query(sql`select 1`)
    }
    await t.rejects(database.transaction(inside), unreachable)
    t.ok(await works(database))
  },
)

t.test('migrations may take longer than an answer', { skip: postgresAbsent }, async (t) => {
  const database = open(t, (await freshDatabase(t)).DATABASE_URL ?? '', { answerTimeoutMs: 500 })
  await t.rejects(database.query(sql`select pg_sleep(1)::text`), unreachable)
  await database.transaction((transaction) => transaction.execute('select pg_sleep(1)'))
  t.ok(await works(database))
})

t.test(
  'a transaction that stays idle is rolled back, and its connection goes on',
  { skip: postgresAbsent },
  async (t) => {
    const database = open(t, (await freshDatabase(t)).DATABASE_URL ?? '', { idleTransactionMs: 50 })
    await database.execute('create table note (id int4)')
    const work = async (transaction: Queryable) => {
      await transaction.query(sql`insert into note values (1)`)
      await new Promise(() => {})
    }
    await t.rejects(database.transaction(work), { ...unreachable, message: /idle for more than 50 milliseconds/ })
    t.same(await database.query(sql`select id from note`), [])
  },
)
