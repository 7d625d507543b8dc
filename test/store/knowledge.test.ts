import t from 'tap'
import { createKnowledge } from '../../src/store/knowledge.js'

/** A database of one number, and how often it was asked and everything was made anew. */
async function world() {
  const state = { epoch: 1, now: 10_000, asked: 0, loaded: 0 }
  const knowledge = await createKnowledge({
    readEpoch: async () => {
      state.asked++
      return state.epoch
    },
    load: async (epoch) => {
      state.loaded++
      return { epoch }
    },
    now: () => state.now,
  })
  return { state, knowledge }
}

t.test('is loaded once at the start, and answers without waiting', async (t) => {
  const { state, knowledge } = await world()
  t.strictSame(knowledge.current(), { epoch: 1 })
  t.strictSame([state.asked, state.loaded], [1, 1])
})

t.test('is made anew only where the epoch is another', async (t) => {
  const { state, knowledge } = await world()
  const before = knowledge.current()
  t.equal(await knowledge.refresh(), before)
  t.equal(state.loaded, 1)
  state.epoch = 2
  t.strictSame(await knowledge.refresh(), { epoch: 2 })
  t.strictSame(knowledge.current(), { epoch: 2 })
})

t.test('many who notice at the same moment share one look', async (t) => {
  const { state, knowledge } = await world()
  state.epoch = 2
  const found = await Promise.all([knowledge.refresh(), knowledge.refresh(), knowledge.refresh()])
  t.strictSame(found, [{ epoch: 2 }, { epoch: 2 }, { epoch: 2 }])
  t.strictSame([state.asked, state.loaded], [2, 2])
})

t.test('readers look at most once a second, also after the clock was set back', async (t) => {
  const { state, knowledge } = await world()
  state.epoch = 2
  state.now += 999
  t.strictSame(await knowledge.fresh(), { epoch: 1 })
  state.now += 1
  t.strictSame(await knowledge.fresh(), { epoch: 2 })
  state.epoch = 3
  state.now -= 60_000
  t.strictSame(await knowledge.fresh(), { epoch: 3 })
})

t.test('a failed look leaves what was known, and the next one tries again', async (t) => {
  const state = { epoch: 1, away: false }
  const knowledge = await createKnowledge({
    readEpoch: async () => {
      if (state.away) throw new Error('The database is away.')
      return state.epoch
    },
    load: async (epoch) => ({ epoch }),
    now: () => 0,
  })
  state.away = true
  state.epoch = 2
  await t.rejects(knowledge.refresh(), /away/)
  t.strictSame(knowledge.current(), { epoch: 1 })
  state.away = false
  t.strictSame(await knowledge.refresh(), { epoch: 2 })
})
