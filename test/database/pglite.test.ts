import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import t from 'tap'
import type { Queryable } from '../../src/database/database.js'
import { openPglite } from '../../src/database/pglite.js'
import { sql } from '../../src/sql/sql.js'
import { freshFolder } from '../harness/database.js'
import { timeoutMs } from '../harness/random.js'
import { openAt } from './open.js'

t.setTimeout(timeoutMs)

t.test('a statement that takes too long ends the thread, and the next one finds what was committed', async (t) => {
  const database = await openAt(t, undefined, { folder: await freshFolder(t), statementTimeoutMs: 2_000 })
  await database.execute('create table note (text text)')
  await database.query(sql`insert into note values ('kept')`)
  const tooCostly = { name: 'FhirError', status: 400, issues: [{ code: 'too-costly' }] }
  const slow = (queryable: Queryable) =>
    queryable.query(sql`select count(*) from generate_series(1, 100000000000) as g`)
  const after = database.query(sql`select 1`).then(() => slow(database))
  const waiting = database.query<{ text: string }>(sql`select text from note`)
  await t.rejects(after, tooCostly)
  t.same(await waiting, [{ text: 'kept' }])
  const inside = async (transaction: Queryable) => {
    await transaction.query(sql`insert into note values ('lost')`)
    await slow(transaction)
  }
  await t.rejects(database.transaction(inside), tooCostly)
  const swallowing = async (transaction: Queryable) => {
    await transaction.query(sql`insert into note values ('lost')`)
    await slow(transaction).catch(() => undefined)
    await transaction.query(sql`insert into note values ('half')`).catch(() => undefined)
  }
  await t.rejects(database.transaction(swallowing), tooCostly, 'also where the work swallows it')
  t.same(await database.query(sql`select text from note`), [{ text: 'kept' }])
  const [setting] = await database.query(sql`select current_setting('TimeZone') as zone`)
  t.same(setting, { zone: 'UTC' }, 'the new thread has the settings of the first')
})

t.test('a thread that dies between two statements fails the transaction', async (t) => {
  const threads: Worker[] = []
  const remember = (thread: Worker) => threads.push(thread)
  process.on('worker', remember)
  t.teardown(() => process.off('worker', remember))
  const database = await openAt(t, undefined, { folder: await freshFolder(t) })
  await database.execute('create table note (id int4)')
  const work = async (transaction: Queryable) => {
    await transaction.query(sql`insert into note values (1)`)
    await threads.at(-1)?.terminate()
    await transaction.query(sql`insert into note values (2)`)
  }
  await t.rejects(database.transaction(work), { name: 'FhirError', status: 503, headers: { 'retry-after': '5' } })
  t.same(await database.query(sql`select id from note`), [])
  t.equal(threads.length, 2, 'the next statement started another thread')
  await database.transaction((transaction) => transaction.query(sql`insert into note values (3)`))
  t.same(await database.query(sql`select id from note`), [{ id: 3 }])
})

t.test('a transaction that stays idle is rolled back, and the database goes on', async (t) => {
  const retry = { tries: 1, waitMs: 0, random: () => 0 }
  const limits = { statementTimeoutMs: 30_000, idleTransactionMs: 50 }
  const database = await openPglite({ folder: undefined, retry, ...limits })
  t.teardown(() => database.close())
  await database.execute('create table note (id int4)')
  let kept: Queryable = database
  const work = async (transaction: Queryable) => {
    kept = transaction
    await transaction.query(sql`insert into note values (1)`)
    await new Promise(() => {})
  }
  const expected = { name: 'FhirError', status: 503, message: /idle for more than 50 milliseconds/ }
  await t.rejects(database.transaction(work), expected)
  t.same(await database.query(sql`select id from note`), [])
  await t.rejects(kept.query(sql`insert into note values (2)`), expected, 'what it does later is refused')
  t.same(await database.query(sql`select id from note`), [])
})

t.test('the folder is locked while it is open', async (t) => {
  const folder = await freshFolder(t)
  const database = await openAt(t, undefined, { folder })
  t.ok(existsSync(join(folder, 'anteroom.lock')))
  await database.close()
  t.notOk(existsSync(join(folder, 'anteroom.lock')))
  writeFileSync(join(folder, 'anteroom.lock'), String(process.ppid))
  await t.rejects(openAt(t, undefined, { folder }), /is open in another process/)
})

t.test('what was committed is there when the folder is opened again', async (t) => {
  const folder = await freshFolder(t)
  const first = await openAt(t, undefined, { folder })
  await first.execute("create table note (text text); insert into note values ('kept')")
  await first.close()
  const second = await openAt(t, undefined, { folder })
  t.same(await second.query(sql`select text from note`), [{ text: 'kept' }])
})
