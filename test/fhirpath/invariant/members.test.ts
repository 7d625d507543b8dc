import t from 'tap'
import type { Item } from '../../../src/fhirpath/invariant/item.js'
import { createMembers, follow, followAll, membersOf } from '../../../src/fhirpath/invariant/members.js'
import { definitions } from './evaluate.js'

const members = createMembers(definitions)
const element = (type: string, value: unknown, sibling?: unknown): Item => ({ type, value, sibling })

function under(item: Item, name: string): readonly string[] {
  const found: Item[] = []
  follow(item, members.writings(item.type, name), (each) => found.push(each) < 0)
  return found.map(({ type, value, sibling }) => JSON.stringify([type, value, sibling]))
}

t.test('a choice is found by its name, and by its JSON name', async (t) => {
  const observation = element('Observation', { resourceType: 'Observation', valueQuantity: { value: 1 } })
  const expected = ['["Quantity",{"value":1},null]']
  t.same(under(observation, 'value'), expected)
  t.same(under(observation, 'valueQuantity'), expected)
  t.same(under(observation, 'valueString'), [])
})

t.test('values and siblings are put together by position', async (t) => {
  const name = element('HumanName', { given: ['a', null], _given: [null, { id: 'x' }, { id: 'y' }] })
  t.same(under(name, 'given'), ['["string","a",null]', '["string",null,{"id":"x"}]', '["string",null,{"id":"y"}]'])
  t.same(under(element('string', 'a', { extension: [{ url: 'u' }] }), 'extension'), ['["Extension",{"url":"u"},null]'])
})

t.test('what no definition describes is found too, by what it holds', async (t) => {
  t.same(under(element('Patient', { resourceType: 'Patient', odd: 'x' }), 'odd'), ['["System.String","x",null]'])
  t.same(under(element('Patient', { resourceType: 'Patient' }), 'resourceType'), ['["System.String","Patient",null]'])
})

t.test('children are all members but the type, each once', async (t) => {
  const found: unknown[] = []
  const item = element('Patient', { resourceType: 'Patient', active: true, _active: { id: 'x' }, _gender: { id: 'y' } })
  followAll(item, members, ({ type, value }) => found.push([type, value]) < 0)
  t.same(found, [
    ['boolean', true],
    ['code', undefined],
  ])
  t.equal(
    followAll(item, members, () => true),
    true,
  )
  t.equal(membersOf(element('string', 'a')), undefined)
})
