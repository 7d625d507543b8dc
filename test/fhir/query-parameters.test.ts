import t from 'tap'
import { noParameters, parseParameters, tooManyParameters } from '../../src/fhir/query-parameters.js'

t.test('reads parameters in their order, decoded once', async (t) => {
  t.same(parseParameters('name=eve&name=%C3%A9+x&active&a%2525=1', 10), [
    ['name', 'eve'],
    ['name', 'é x'],
    ['active', ''],
    ['a%25', '1'],
  ])
  t.same(parseParameters('a=b=c&&', 10), [['a', 'b=c']])
  t.same(parseParameters('', 10), noParameters)
})

t.test('refuses what is no UTF-8, and NUL characters', async (t) => {
  for (const text of ['name=%E9', 'name=%', 'name=a%00b', '%00=a'])
    t.throws(() => parseParameters(text, 10), { name: 'FhirError', status: 400 }, text)
})

t.test('refuses more parameters than the setting allows, and names it', async (t) => {
  t.equal(parseParameters('a=1&b=2', 2).length, 2)
  const expected = { status: 400, message: /more than 2 parameters.*`PARAMETERS_MAX`/ }
  t.throws(() => parseParameters('a=1&b=2&c=3', 2), expected)
  t.match(tooManyParameters(2), expected)
})
