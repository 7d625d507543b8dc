import t from 'tap'
import { compareQuantities, quantityOf, sameQuantity } from '../../../src/fhirpath/invariant/quantity.js'
import { beyond } from '../../../src/fhirpath/invariant/run.js'

const quantity = (value: object, type = 'Quantity') => ({ type, value, sibling: undefined })
const ucum = { system: 'http://unitsofmeasure.org', code: 'mg', value: 5 }

t.test('an amount has a value and a code of UCUM', async (t) => {
  t.same(quantityOf(quantity(ucum)), { value: 5, code: 'mg' })
  t.same(quantityOf(quantity(ucum, 'Age')), { value: 5, code: 'mg' })
  t.equal(quantityOf(quantity(ucum, 'Coding')), undefined)
  t.equal(quantityOf(quantity({ ...ucum, system: 'http://other' })), undefined)
  t.equal(quantityOf(quantity({ ...ucum, value: undefined })), undefined)
})

t.test('in one unit they are compared, in two or with a comparator the engine has to', async (t) => {
  t.equal(sameQuantity({ value: 0.3, code: 'g' }, { value: 0.1 + 0.2, code: 'g' }), true)
  t.equal(compareQuantities({ value: 1, code: 'g' }, { value: 3, code: 'g' }), -2)
  t.throws(() => sameQuantity({ value: 1, code: 'g' }, { value: 1, code: 'kg' }), beyond)
  t.throws(() => quantityOf(quantity({ ...ucum, comparator: '<' })), beyond)
})

t.test('what cannot be a unit is not given to the engine, whose library prints what it finds', async (t) => {
  for (const code of ['m  g', '', '\u00b5g', 'm'.repeat(101)]) {
    t.throws(() => quantityOf(quantity({ ...ucum, code })), /no unit of UCUM/, code)
  }
})
