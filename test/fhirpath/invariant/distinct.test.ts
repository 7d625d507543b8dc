import t from 'tap'
import { createUnseen, distinct } from '../../../src/fhirpath/invariant/distinct.js'
import { numberItem, stringItem } from '../../../src/fhirpath/invariant/item.js'

const element = (value: unknown, sibling?: unknown) => ({ type: 'string', value, sibling })

t.test('each item is kept once', async (t) => {
  t.same(
    distinct(['a', 'b', 'a'].map(stringItem)).map(({ value }) => value),
    ['a', 'b'],
  )
  t.equal(distinct([numberItem(0.3), numberItem(0.1 + 0.2), numberItem(1)]).length, 2)
  t.equal(distinct([element({ a: 1, b: 2 }), element({ b: 2, a: 1 }), element({ a: 1 })]).length, 2)
})

t.test('elements with other extensions are different elements', async (t) => {
  t.equal(distinct([element('a'), element('a', { id: 'x' }), element('a', { id: 'y' })]).length, 3)
  t.equal(distinct([element(undefined, { id: 'x' }), element(undefined, { id: 'x' })]).length, 1)
})

t.test('beside a plain text the extensions do not count', async (t) => {
  t.equal(distinct([element('a', { id: 'x' }), stringItem('a')]).length, 1)
  t.equal(distinct([stringItem('a'), element('a', { id: 'x' })]).length, 1)
})

t.test('it is linear over many', async (t) => {
  const isNew = createUnseen()
  const items = Array.from({ length: 20_000 }, (_, index) => element({ index: index % 10_000 }))
  t.equal(items.filter(isNew).length, 10_000)
})
