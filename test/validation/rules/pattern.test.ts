import t from 'tap'
import { matchesPattern, pattern } from '../../../src/validation/rules/pattern.js'
import { ask } from './sample-run.js'

t.test('wants what the pattern has, and takes more', async (t) => {
  const rule = pattern({ value: { coding: [{ system: 's', code: 'c' }] } })
  t.same(ask(rule, { coding: [{ system: 's', code: 'c', display: 'd' }], text: 't' }).lines, [])
  t.same(ask(rule, undefined).lines, [])
  const asked = ask(rule, { coding: [{ system: 's', code: 'd' }] })
  t.same(asked.lines, ['error value /x'])
  t.match(asked.sentences[0], /it has to contain `\{"coding":\[\{"system":"s","code":"c"\}\]\}`\./)
})

t.test('finds the items of arrays in any order', async (t) => {
  t.ok(matchesPattern([1, 2, 3], [3, 1]))
  t.notOk(matchesPattern([1, 2], [3]))
  t.notOk(matchesPattern(1, [1]))
  t.ok(matchesPattern({ a: { b: 1, c: 2 } }, { a: { b: 1 } }))
  t.notOk(matchesPattern('a', { a: 1 }))
  t.notOk(matchesPattern(null, { a: 1 }))
})
