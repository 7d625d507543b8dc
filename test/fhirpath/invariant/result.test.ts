import t from 'tap'
import { failed, failedBy, resultOf } from '../../../src/fhirpath/invariant/result.js'

t.test('one value holds, unless it is false; none does not', async (t) => {
  t.same(resultOf([], 'x'), { kind: 'violated', isEmpty: true })
  t.same(resultOf([undefined], 'x'), { kind: 'violated', isEmpty: true })
  t.same(resultOf(['a'], 'x'), { kind: 'holds' })
  t.same(resultOf([false], 'x'), { kind: 'violated' })
  t.match(resultOf([true, true], 'x'), { kind: 'failed', message: /2 values/ })
})

t.test('what failed is told in one sentence, and cut short', async (t) => {
  t.same(failedBy(new Error('it is odd.'), 'x'), failed('The invariant `x` cannot be evaluated: it is odd.'))
  t.match(failedBy('text', 'x'), { message: 'The invariant `x` cannot be evaluated: text.' })
  const found = failedBy(new Error('a'.repeat(5000)), 'b'.repeat(5000))
  t.ok(found.kind === 'failed' && found.message.length < 1000)
})
