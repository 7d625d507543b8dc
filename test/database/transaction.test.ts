import { randomBytes } from 'node:crypto'
import t from 'tap'
import type { Database, Queryable } from '../../src/database/database.js'
import { sql } from '../../src/sql/sql.js'
import { openFresh } from './open.js'

const database = await openFresh(t)
await database.execute('create table note (id int4 primary key, text text not null)')
const onPglite = database.engine === 'pglite'

const insert = (queryable: Queryable, id: number, text: string) =>
  queryable.query(sql`insert into note (id, text) values (${id}, ${text})`)
const textOf = async (queryable: Queryable, id: number): Promise<string | undefined> =>
  (await queryable.query<{ text: string }>(sql`select text from note where id = ${id}`))[0]?.text
const failure = (code: string): Error => Object.assign(new Error(code), { code })

t.test('values arrive as the text that the database wrote, but for bool, int4 and bytea', async (t) => {
  const [row] = await database.query(sql`
    select 9007199254740993::int8 as big, 1.10::numeric as decimal, true as flag, 7::int4 as small, null::text as nothing,
      '2026-11-24 09:30:00.5+00'::timestamptz as moment, '\\x0001ff'::bytea as bytes, 'é💉' as text, 'Infinity'::numeric as endless`)
  const { bytes, ...others } = row as Record<string, unknown>
  t.same(others, {
    big: '9007199254740993',
    decimal: '1.10',
    flag: true,
    small: 7,
    nothing: null,
    moment: '2026-11-24 09:30:00.5+00',
    text: 'é💉',
    endless: 'Infinity',
  })
  t.same(Buffer.from(bytes as Uint8Array), Buffer.from([0, 1, 255]))
})

t.test('commits what resolves, and rolls back what throws', async (t) => {
  const answered = await database.transaction(async (transaction) => {
    await insert(transaction, 1, 'kept')
    return 'answer'
  })
  t.equal(answered, 'answer')
  t.equal(await textOf(database, 1), 'kept')
  const work = async (transaction: Queryable) => {
    await insert(transaction, 2, 'lost')
    t.equal(await textOf(transaction, 2), 'lost', 'a transaction sees its own writes')
    throw new Error('changed my mind')
  }
  await t.rejects(database.transaction(work), { message: 'changed my mind' })
  t.equal(await textOf(database, 2), undefined)
})

t.test('a statement that fails fails the transaction, and the connection goes on', async (t) => {
  const twice = async (transaction: Queryable) => {
    await insert(transaction, 3, 'a')
    await insert(transaction, 3, 'b')
  }
  await t.rejects(database.transaction(twice), { code: '23505' })
  t.equal(await textOf(database, 3), undefined)
  await t.rejects(database.query(sql`select nonsense`), { code: '42703' })
  t.equal((await database.query(sql`select 1::int4 as one`))[0]?.one, 1)
})

t.test('a failure that the work swallowed is not acknowledged', async (t) => {
  const careless = async (transaction: Queryable) => {
    await insert(transaction, 4, 'a')
    await insert(transaction, 4, 'b').catch(() => undefined)
  }
  await t.rejects(database.transaction(careless), { code: '23505' })
  t.equal(await textOf(database, 4), undefined)
  await t.rejects(
    database.transaction(
      async () => 1,
      () => 'select nonsense',
    ),
    { code: '42703' },
  )
  t.equal((await database.query(sql`select 1::int4 as one`))[0]?.one, 1, 'no transaction was left open')
})

t.test('after its end the handle of a transaction is refused', async (t) => {
  const kept = await database.transaction(async (transaction) => ({ transaction }))
  await t.rejects(kept.transaction.query(sql`select 1`), /transaction is over/)
})

t.test('a value that is too long for an index is told', async (t) => {
  await database.execute('create table long (text text primary key)')
  const text = randomBytes(20_000).toString('base64')
  const expected = { name: 'FhirError', status: 422, issues: [{ code: 'too-long' }] }
  await t.rejects(database.query(sql`insert into long values (${text})`), expected)
})

t.test('the first statement belongs to the transaction, and is made anew for each try', async (t) => {
  let made = 0
  let tries = 0
  const first = () => `select set_config('clinic.try', '${++made}', true)`
  const seen = await database.transaction(async (transaction) => {
    if (++tries < 3) throw failure('40001')
    return (await transaction.query(sql`select current_setting('clinic.try') as try`))[0]?.try
  }, first)
  t.equal(seen, '3')
  t.equal(made, 3)
})

t.test('serialization failures and deadlocks are tried again from the start', async (t) => {
  for (const code of ['40001', '40P01']) {
    let tries = 0
    await database.transaction(async (transaction) => {
      tries++
      await transaction.query(sql`insert into note (id, text) values (${10 + tries}, ${code}) on conflict do nothing`)
      if (tries < 4) throw failure(code)
    })
    t.equal(tries, 4)
  }
  t.same(
    await database.query(sql`select id from note where id between 11 and 14`),
    [{ id: 14 }],
    'earlier tries left nothing',
  )
})

t.test('after the last try it is a 503 that says to try again', async (t) => {
  let tries = 0
  const work = async () => {
    tries++
    throw failure('40001')
  }
  await t.rejects(database.transaction(work), { name: 'FhirError', status: 503, headers: { 'retry-after': '1' } })
  t.equal(tries, 6)
})

t.test('nothing else is tried again', async (t) => {
  let tries = 0
  const work = async () => {
    tries++
    throw failure('23505')
  }
  await t.rejects(database.transaction(work), { code: '23505' })
  t.equal(tries, 1)
})

/** Resolves for everybody once as many have come. */
function barrier(size: number): () => Promise<void> {
  let arrived = 0
  let open: () => void = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return () => {
    if (++arrived >= size) open()
    return opened
  }
}

t.test(
  'two that lock the same rows in opposite order are both done',
  { skip: onPglite && 'PGlite has one connection' },
  async (t) => {
    await database.query(sql`insert into note (id, text) values (21, ''), (22, '')`)
    const meet = barrier(2)
    const cross = (one: number, two: number) =>
      database.transaction(async (transaction) => {
        await transaction.query(sql`update note set text = text || 'x' where id = ${one}`)
        await meet()
        await transaction.query(sql`update note set text = text || 'x' where id = ${two}`)
      })
    await Promise.all([cross(21, 22), cross(22, 21)])
    t.equal(await textOf(database, 21), 'xx')
    t.equal(await textOf(database, 22), 'xx')
  },
)

t.test('parallel transactions are each whole', async (t) => {
  await database.query(sql`insert into note (id, text) values (30, '0')`)
  const increase = (on: Database) =>
    on.transaction(async (transaction) => {
      const [row] = await transaction.query<{ text: string }>(sql`select text from note where id = 30 for update`)
      await transaction.query(sql`update note set text = ${String(Number(row?.text) + 1)} where id = 30`)
    })
  await Promise.all(Array.from({ length: 20 }, () => increase(database)))
  t.equal(await textOf(database, 30), '20')
})

t.test(
  'inside a transaction the database itself must not be used',
  { skip: !onPglite && 'PostgreSQL has more connections' },
  async (t) => {
    const message = 'Inside a transaction only its own handle may be used.'
    await t.rejects(
      database.transaction(() => database.query(sql`select 1`)),
      { message },
    )
    await t.rejects(
      database.transaction(() => database.execute('select 1')),
      { message },
    )
    await t.rejects(
      database.transaction(() => database.transaction(async () => 1)),
      { message },
    )
    t.equal((await database.query(sql`select 1::int4 as one`))[0]?.one, 1)
  },
)
