import t from 'tap'
import { numberItem, stringItem } from '../../../src/fhirpath/invariant/item.js'
import { compareItems } from '../../../src/fhirpath/invariant/order.js'
import { beyond } from '../../../src/fhirpath/invariant/run.js'

const element = (type: string, value: unknown) => ({ type, value, sibling: undefined })
const amount = (value: number, code: string) =>
  element('Quantity', { value, code, system: 'http://unitsofmeasure.org' })

t.test('items of one kind have an order', async (t) => {
  t.ok((compareItems(stringItem('a'), stringItem('b')) ?? 0) < 0)
  t.equal(compareItems(numberItem(0.3), numberItem(0.1 + 0.2)), 0)
  t.ok((compareItems(amount(1, 'm'), amount(2, 'm')) ?? 0) < 0)
  t.equal(compareItems(element('date', '2020'), element('date', '2020-01')), undefined)
  t.equal(compareItems(element('string', undefined), stringItem('a')), undefined)
  t.equal(compareItems(element('Quantity', { unit: 'mg' }), amount(2, 'mg')), undefined)
})

t.test('those of different kinds have none', async (t) => {
  t.throws(() => compareItems(stringItem('a'), numberItem(1)), /different types/)
  t.throws(() => compareItems(element('date', '2020'), stringItem('2020')), /different types/)
})

t.test(
  'amounts in different units are left to the engine; those outside UCUM count as equal, as they do for it',
  async (t) => {
    t.throws(() => compareItems(amount(1, 'm'), amount(1, 'km')), beyond)
    t.equal(compareItems(element('Money', { value: 1 }), element('Money', { value: 2 })), 0)
  },
)
