import t from 'tap'
import { spellOut, typeOfName } from '../../../src/definitions/snapshot/choice.js'
import { node } from './structures.js'

const value = node('value[x]', {
  element: { path: 'A.value[x]', min: 0, max: '1', type: [{ code: 'Quantity' }, { code: 'dateTime' }] },
})
const short = (name: string, more: object = {}) => node(name, { element: { path: `A.${name}`, ...more } })

t.test('a name stands for the type that it ends with', async (t) => {
  t.same(typeOfName(value, 'valueDateTime'), { code: 'dateTime' })
  t.equal(typeOfName(value, 'valueString'), undefined)
  t.equal(typeOfName(value, 'value'), undefined)
  t.equal(typeOfName(node('value'), 'value'), undefined)
})

t.test('a short form becomes a slice of an open choice', async (t) => {
  const [change] = spellOut([short('valueQuantity')], [value], 'elsewhere')
  t.match(change, { name: 'value[x]', element: { slicing: { rules: 'open' } }, slices: [{ name: 'value[x]' }] })
  t.match(change?.slices[0]?.element, { sliceName: 'valueQuantity', type: [{ code: 'Quantity' }] })
  t.notOk(change?.element.type)
})

t.test('one that has to be there leaves no other type', async (t) => {
  const [change] = spellOut([short('valueQuantity', { min: 1 })], [value], 'elsewhere')
  t.match(change?.element, { slicing: { rules: 'closed' }, min: 1, type: [{ code: 'Quantity' }] })
})

t.test('several stand beside one another, and beside what is said of the choice', async (t) => {
  const both = [short('valueQuantity', { min: 1 }), short('valueDateTime')]
  t.match(spellOut(both, [value], 'elsewhere'), [{ element: { slicing: { rules: 'open' } }, slices: [{}, {}] }])
  const said = node('value[x]', { element: { path: 'A.value[x]', min: 1 } })
  t.match(spellOut([short('valueQuantity'), said], [value], 'elsewhere'), [{ element: { min: 1 }, slices: [{}] }])
})

t.test('within a slice it stands for the choice itself', async (t) => {
  const [change] = spellOut([short('valueQuantity')], [value], 'within slice')
  t.match(change, { name: 'value[x]', slices: [], element: { type: [{ code: 'Quantity' }] } })
  t.equal(change?.element.sliceName, undefined)
})

t.test('a choice that has slices already keeps its slicing', async (t) => {
  const sliced = { ...value, slices: [node('value[x]')] }
  const [change] = spellOut([short('valueQuantity', { min: 1 })], [sliced], 'elsewhere')
  t.same(change?.element, { path: 'A.valueQuantity' })
})

t.test('other names stay as they are', async (t) => {
  const changes = [short('status'), short('valueString')]
  t.same(spellOut(changes, [value, node('status')], 'elsewhere'), changes)
})
