import t from 'tap'
import { sameCollections, sameItems, sameJson } from '../../../src/fhirpath/invariant/equality.js'
import { numberItem, stringItem } from '../../../src/fhirpath/invariant/item.js'

const element = (type: string, value: unknown, sibling?: unknown) => ({ type, value, sibling })

t.test('values are equal by what they mean', async (t) => {
  t.equal(sameItems(numberItem(0.3), numberItem(0.1 + 0.2)), true)
  t.equal(sameItems(element('date', '2020-01'), element('date', '2020')), undefined)
  t.equal(sameItems(element('date', '2020-01-01'), stringItem('2020-01-01')), false)
  t.equal(sameItems(element('Coding', { a: 1, b: [2] }), element('Coding', { b: [2], a: 1 })), true)
  t.equal(sameItems(stringItem('1'), numberItem(1)), false)
})

t.test('of two elements the extensions count, beside a plain value they do not', async (t) => {
  t.equal(sameItems(element('string', 'a', { id: 'x' }), element('string', 'a')), false)
  t.equal(sameItems(element('string', 'a', { id: 'x' }), stringItem('a')), true)
})

t.test('collections are equal item by item', async (t) => {
  t.equal(sameCollections([stringItem('a'), stringItem('b')], [stringItem('a'), stringItem('b')]), true)
  t.equal(sameCollections([stringItem('a'), stringItem('b')], [stringItem('b'), stringItem('a')]), false)
  t.equal(sameCollections([stringItem('a')], []), false)
  t.equal(sameJson({ a: null }, { a: undefined }), false)
})
