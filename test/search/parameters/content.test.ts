import t from 'tap'
import { asText, isObject, listOf, memberOf, textOf } from '../../../src/search/parameters/content.js'

t.test('what is of the expected kind is found', async (t) => {
  t.ok(isObject({}))
  t.equal(memberOf({ a: 1 }, 'a'), 1)
  t.equal(textOf({ a: 'x' }, 'a'), 'x')
  t.same(listOf({ a: [1] }, 'a'), [1])
})

t.test('everything else counts as absent', async (t) => {
  for (const value of [null, undefined, 5, 'x', [], true]) {
    t.notOk(isObject(value))
    t.equal(memberOf(value, 'a'), undefined)
    t.equal(textOf(value, 'a'), undefined)
    t.same(listOf(value, 'a'), [])
  }
  t.equal(asText(''), undefined)
  t.equal(asText(5), undefined)
})
