import t from 'tap'
import { announceWrite, createHorizon } from '../../src/store/horizon.js'
import { openFresh } from '../database/open.js'

const database = await openFresh(t)
const start = Date.parse('2026-11-24T09:00:00.500Z')

t.test('is the clock where nobody writes', async (t) => {
  t.equal(await createHorizon(database, () => start)(), '2026-11-24T09:00:00.500Z')
})

t.test('stays before the second in which the oldest writer began', async (t) => {
  const clock = { now: start }
  const late = () => clock.now + 60_000
  await database.transaction(
    async (transaction) => {
      t.equal(await createHorizon(transaction, late)(), '2026-11-24T08:59:59.999Z')
    },
    () => announceWrite(clock.now),
  )
  t.equal(await createHorizon(database, late)(), '2026-11-24T09:01:00.500Z', 'and moves on when it ends')
})

t.test('a writer that failed holds nothing back', async (t) => {
  const work = async () => {
    throw new Error('no')
  }
  await t.rejects(database.transaction(work, () => announceWrite(start)))
  t.equal(await createHorizon(database, () => start + 5_000)(), '2026-11-24T09:00:05.500Z')
})

t.test('an answer is shared for a tenth of a second, and never when the clock went back', async (t) => {
  const clock = { now: start }
  const horizon = createHorizon(database, () => clock.now)
  const first = await horizon()
  clock.now += 99
  t.equal(await horizon(), first)
  clock.now += 1
  t.equal(await horizon(), '2026-11-24T09:00:00.600Z')
  clock.now = start - 1
  t.equal(await horizon(), '2026-11-24T09:00:00.499Z')
})

t.test('locks of others do not count', async (t) => {
  await database.transaction(
    async (transaction) => {
      t.equal(await createHorizon(transaction, () => start)(), '2026-11-24T09:00:00.500Z')
    },
    () => 'select pg_advisory_xact_lock(7421, 5)',
  )
})
