import t from 'tap'
import { sql } from '../../src/sql/sql.js'
import { startServer } from '../harness/server.js'
import { observation, patient, times } from '../spec/samples.js'

const { send, engine } = await startServer(t)
const { database } = engine

/** Counts the transactions that begin while something runs. */
async function transactionsOf(run: () => Promise<unknown>): Promise<number> {
  const original = database.transaction
  let count = 0
  const counted: typeof original = (work, first) => {
    count++
    return original(work, first)
  }
  Object.assign(database, { transaction: counted })
  await run()
  Object.assign(database, { transaction: original })
  return count
}

const put = (id: string, elements: object = {}, headers: Record<string, string> = {}) =>
  send('PUT', `/Patient/${id}`, { body: patient({ id, ...elements }), headers })

t.test('writes that arrive together share transactions', async (t) => {
  const creates = await transactionsOf(() =>
    Promise.all(times(200, () => send('POST', '/Patient', { body: patient() }))),
  )
  t.ok(creates <= 20, `${creates} transactions for 200 creates`)
  const updates = await transactionsOf(() => Promise.all(times(200, (n) => put(`shared-${n}`))))
  t.ok(updates <= 20, `${updates} transactions for 200 updates`)
})

t.test('a member that fails never fails its neighbours', async (t) => {
  await Promise.all(times(10, (n) => put(`old-${n}`)))
  const answers = await Promise.all([
    ...times(30, (n) => put(`good-${n}`)),
    ...times(10, (n) => put(`old-${n}`, {}, { 'if-match': 'W/"9"' })),
    ...times(10, () => send('POST', '/Observation', { body: observation({ subject: { reference: 'Patient/none' } }) })),
    ...times(10, (n) => put(`old-${n}`, { active: true })),
    ...times(10, (n) =>
      send('POST', '/Observation', { body: observation({ subject: { reference: `Patient/old-${n}` } }) }),
    ),
  ])
  const statuses = answers.map(({ status }) => status)
  t.same(statuses, [
    ...times(30, () => 201),
    ...times(10, () => 412),
    ...times(10, () => 422),
    ...times(10, () => 200),
    ...times(10, () => 201),
  ])
})

t.test('writes to one resource keep the order in which they came', async (t) => {
  await Promise.all(times(20, (n) => put('ordered', { multipleBirthInteger: n })))
  const { json } = await send('GET', '/Patient/ordered/_history?_count=100')
  const numbers = json.entry.map(
    ({ resource }: { resource: { multipleBirthInteger: number } }) => resource.multipleBirthInteger,
  )
  t.same(
    numbers,
    times(20, (n) => 19 - n),
  )
})

t.test('nothing is acknowledged before it is committed', async (t) => {
  const committed = await Promise.all(
    times(100, async (n) => {
      await put(`acknowledged-${n}`)
      const rows = await database.query(
        sql`select 1 from resource_version where type = 'Patient' and id = ${`acknowledged-${n}`}`,
      )
      return rows.length
    }),
  )
  t.same(
    committed,
    times(100, () => 1),
  )
})

t.test('a group of any size and content is written as it came', async (t) => {
  const texts = times(300, (n) => (n % 50 === 0 ? 'x'.repeat(300_000) : `${n}`))
  const answers = await Promise.all(texts.map((text, n) => put(`large-${n}`, { name: [{ text }] })))
  t.same(new Set(answers.map(({ status }) => status)), new Set([201]))
  for (const n of [0, 1, 299]) t.equal((await send('GET', `/Patient/large-${n}`)).json.name[0].text, texts[n])
})

t.test('drain waits for every write that was accepted', async (t) => {
  let settled = 0
  const writes = times(50, async (n) => {
    await put(`drained-${n}`)
    settled++
  })
  // The requests reach the store within this turn of the event loop, or the drain comes before them and has nothing to wait for.
  await writes[0]
  await engine.store.drain()
  await Promise.all(writes)
  t.equal(settled, 50)
  await engine.store.drain()
})
