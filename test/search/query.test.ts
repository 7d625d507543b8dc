import t from 'tap'
import { checkParameters, parseQuery, splitName } from '../../src/search/query.js'

t.test('reads parameters in their order, decoded', async (t) => {
  t.same(parseQuery('?name=eve&name=%C3%A9+x&active'), [
    ['name', 'eve'],
    ['name', 'é x'],
    ['active', ''],
  ])
  t.same(parseQuery('a=b=c&&'), [['a', 'b=c']])
  t.same(parseQuery(''), [])
})

t.test('refuses what is no UTF-8', async (t) => {
  t.throws(() => parseQuery('name=%E9'), { name: 'FhirError', status: 400 })
  t.throws(() => parseQuery('name=%'), { name: 'FhirError', status: 400 })
})

t.test('splits a name at its first colon', async (t) => {
  t.same(splitName('subject:Patient'), { code: 'subject', modifier: 'Patient' })
  t.same(splitName('_has:Observation:patient:code'), { code: '_has', modifier: 'Observation:patient:code' })
  t.same(splitName('name'), { code: 'name', modifier: undefined })
})

t.test('refuses NUL characters and more parameters than anybody means', async (t) => {
  t.throws(() => checkParameters([['name', 'a\0b']]), { name: 'FhirError', status: 400 })
  t.throws(() => checkParameters(Array.from({ length: 501 }, () => ['name', 'a'] as const)), {
    name: 'FhirError',
    issues: [{ code: 'too-costly' }],
  })
  t.doesNotThrow(() => checkParameters([['name', 'a']]))
})
