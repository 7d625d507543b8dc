import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import type { Queryable } from '../../src/database/database.js'
import { sql } from '../../src/sql/sql.js'
import { freshFolder } from '../harness/database.js'
import { openAt } from './open.js'

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
  t.same(await database.query(sql`select text from note`), [{ text: 'kept' }])
  const [setting] = await database.query(sql`select current_setting('TimeZone') as zone`)
  t.same(setting, { zone: 'UTC' }, 'the new thread has the settings of the first')
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
