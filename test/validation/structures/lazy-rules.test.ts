import t from 'tap'
import { lazyMakers } from '../../../src/validation/structures/lazy-rules.js'
import { ask } from '../rules/sample-run.js'

t.test('a rule is made when its first value comes, once', async (t) => {
  let made = 0
  const { counted } = lazyMakers({
    counted: () => {
      made++
      return () => undefined
    },
  })
  const rule = counted?.({})
  t.equal(made, 0)
  if (rule === undefined) throw new Error('There is no rule.')
  ask(rule, 1)
  ask(rule, 2)
  t.equal(made, 1)
})

t.test('a rule that cannot be made is an issue of the resource', async (t) => {
  const { invariant } = lazyMakers({
    invariant: () => {
      throw new Error('No such function.')
    },
  })
  const rule = invariant?.({ key: 'bad-1' })
  if (rule === undefined) throw new Error('There is no rule.')
  const { lines, sentences } = ask(rule, 1)
  t.strictSame(lines, ['error processing '])
  t.match(sentences[0], /The invariant `bad-1` .* No such function\./)
})
