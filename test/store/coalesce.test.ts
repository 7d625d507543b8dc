import fc from 'fast-check'
import t from 'tap'
import { coalesce } from '../../src/store/coalesce.js'

/** Asks whose batches are answered one by one, by hand. */
function byHand(options: { batchMax: number; concurrency: number }) {
  const asked: { readonly questions: readonly number[]; answer(): void; fail(): void }[] = []
  const ask = coalesce<number, string>(
    options,
    (questions) =>
      new Promise((resolve, reject) => {
        asked.push({
          questions,
          answer: () => resolve(questions.map((question) => `answer ${question}`)),
          fail: () => reject(new Error(`no answer to ${questions.join(', ')}`)),
        })
      }),
  )
  return { ask, asked }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

t.test('questions of the same turn share a batch, and each gets its own answer', async (t) => {
  const { ask, asked } = byHand({ batchMax: 10, concurrency: 2 })
  const answers = [1, 2, 3].map(ask)
  await turn()
  t.same(
    asked.map(({ questions }) => questions),
    [[1, 2, 3]],
  )
  asked[0]?.answer()
  t.same(await Promise.all(answers), ['answer 1', 'answer 2', 'answer 3'])
})

t.test('no more batches are under way than allowed; the others gather meanwhile', async (t) => {
  const { ask, asked } = byHand({ batchMax: 2, concurrency: 1 })
  const answers = [1, 2, 3, 4, 5].map(ask)
  await turn()
  t.same(
    asked.map(({ questions }) => questions),
    [[1, 2]],
  )
  answers.push(ask(6))
  asked[0]?.answer()
  await turn()
  t.same(asked[1]?.questions, [3, 4])
  asked[1]?.answer()
  await turn()
  t.same(asked[2]?.questions, [5, 6])
  asked[2]?.answer()
  t.equal((await Promise.all(answers)).length, 6)
})

t.test('a batch that fails fails its own askers, and the next one goes out', async (t) => {
  const { ask, asked } = byHand({ batchMax: 2, concurrency: 1 })
  const [one, two, three] = [ask(1), ask(2), ask(3)]
  await turn()
  asked[0]?.fail()
  await t.rejects(one, { message: 'no answer to 1, 2' })
  await t.rejects(two, { message: 'no answer to 1, 2' })
  await turn()
  asked[1]?.answer()
  t.equal(await three, 'answer 3')
})

t.test('everybody gets the answer to the own question, whatever the sizes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(), { maxLength: 60 }),
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 4 }),
      async (questions, batchMax, concurrency) => {
        let underWay = 0
        const ask = coalesce<number, number>({ batchMax, concurrency }, async (batch) => {
          underWay++
          if (underWay > concurrency || batch.length > batchMax) throw new Error('too many')
          await turn()
          underWay--
          return batch.map((question) => question + 1)
        })
        const answers = await Promise.all(questions.map(ask))
        return answers.every((answer, at) => answer === (questions[at] ?? 0) + 1)
      },
    ),
    { numRuns: 50 },
  )
})
