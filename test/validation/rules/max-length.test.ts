import t from 'tap'
import { maxLength } from '../../../src/validation/rules/max-length.js'
import { ask } from './sample-run.js'

const rule = maxLength({ max: 3 })

t.test('counts characters, not code units', async (t) => {
  t.same(ask(rule, 'abc').lines, [])
  t.same(ask(rule, '😀😀😀').lines, [])
  t.same(ask(rule, 'abcd').lines, ['error too-long /x'])
  t.same(ask(rule, 'abcd').sentences, ['`{path}` has 4 characters; it may have at most 3.'])
})

t.test('counts characters of a text that has to be long enough', async (t) => {
  const least = maxLength({ min: 3 })
  t.same(ask(least, 'abc').lines, [])
  t.same(ask(least, '😀😀').sentences, ['`{path}` has 2 characters; it has to have at least 3.'])
  t.same(ask(maxLength({ min: 3, max: 4 }), 'abcde').lines, ['error too-long /x'])
})

t.test('leaves values of other JSON types to the structure check', async (t) => {
  for (const value of [null, 12345, ['abcd'], {}]) t.same(ask(rule, value).lines, [])
})
