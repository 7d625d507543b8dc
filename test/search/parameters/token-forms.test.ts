import t from 'tap'
import { readToken, writeToken } from '../../../src/search/parameters/token-forms.js'
import { context, definitions } from '../clinic.js'

const definition = definitions.searchParameters('Patient').get('identifier')
if (definition === undefined) throw new Error('Patient.identifier is not defined.')

function written(system: string | undefined, value: string | undefined): Set<string> {
  const hashes = new Set<string>()
  const token = (text: string): void => {
    hashes.add(context.hash(text))
  }
  const row = { resourceType: 'Patient', token, value: () => {}, column: () => {}, hash: context.hash }
  writeToken(row, 'identifier', system, value)
  return hashes
}
const read = (value: string): readonly string[] =>
  readToken({ resourceType: 'Patient', definition, modifier: undefined, values: [value] }, value, 'identifier', context)
const found = (search: string, system: string | undefined, value: string | undefined): boolean =>
  read(search).some((hash) => written(system, value).has(hash))

// https://hl7.org/fhir/R4/search.html#token
t.test('a value with a system is found as code, system|code and system|', async (t) => {
  for (const search of ['1', 'http://s|1', 'http://s|']) t.ok(found(search, 'http://s', '1'), search)
  for (const search of ['|1', 'http://t|1', 'http://t|', '2', 'http://s|2'])
    t.notOk(found(search, 'http://s', '1'), search)
})

t.test('a value without a system is found as code and |code', async (t) => {
  for (const search of ['1', '|1']) t.ok(found(search, undefined, '1'), search)
  for (const search of ['http://s|1', 'http://s|']) t.notOk(found(search, undefined, '1'), search)
})

t.test('escaped bars belong to the value', async (t) => {
  t.ok(found('http://s|a\\|b', 'http://s', 'a|b'))
  t.ok(found('a\\|b', 'http://s', 'a|b'))
})

t.test('empty values and too many bars are refused', async (t) => {
  for (const search of ['', '|', 'a|b|c']) t.throws(() => read(search), { message: /expected `code`/ })
})
