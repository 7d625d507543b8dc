import t from 'tap'
import { finds, indexed, predicateOf } from '../clinic.js'

const ucum = 'http://unitsofmeasure.org'
const pressure = { value: 120, unit: 'mmHg', system: ucum, code: 'mm[Hg]' }
const weight = { value: 72.5, unit: 'kg', system: ucum, code: 'kg' }
const single = { resourceType: 'Observation', valueQuantity: pressure }
const several = { resourceType: 'Observation', component: [{ valueQuantity: pressure }, { valueQuantity: weight }] }

// https://hl7.org/fhir/R4/search.html#quantity
t.test('a single quantity is found by number, unit code, printed unit and system', async (t) => {
  for (const value of ['120', `120|${ucum}|mm[Hg]`, '120||mm[Hg]', '120||mmHg', `gt119|${ucum}|mm[Hg]`, 'le120'])
    t.ok(finds(single, 'value-quantity', value), value)
  for (const value of ['121', '120|http://other|mm[Hg]', '120||kg', `gt120|${ucum}|mm[Hg]`, `120|${ucum}|mmHg`])
    t.notOk(finds(single, 'value-quantity', value), value)
})

t.test('number and unit of a repeating quantity are those of one value', async (t) => {
  for (const value of ['120||mmHg', `72.5|${ucum}|kg`, '72.5||kg', '120'])
    t.ok(finds(several, 'component-value-quantity', value), value)
  for (const value of ['120||kg', `72.5|${ucum}|mm[Hg]`, `gt100|${ucum}|kg`])
    t.notOk(finds(several, 'component-value-quantity', value), value)
  t.ok(finds(several, 'combo-value-quantity', '120||mmHg'))
})

t.test('a comparator makes an open range', async (t) => {
  const below = { resourceType: 'Observation', valueQuantity: { value: 5, comparator: '<' } }
  for (const value of ['lt5', 'le5', 'lt1', 'gt4.99']) t.ok(finds(below, 'value-quantity', value), value)
  for (const value of ['ge5', 'gt5', '5', 'eb4']) t.notOk(finds(below, 'value-quantity', value), value)
  t.ok(finds(below, 'value-quantity', 'eb5'))
})

t.test('money is a quantity in its currency', async (t) => {
  const invoice = { resourceType: 'Invoice', totalNet: { value: 40.22, currency: 'EUR' } }
  for (const value of ['40.22', '40.22|urn:iso:std:iso:4217|EUR', '40.22||EUR'])
    t.ok(finds(invoice, 'totalnet', value), value)
  t.notOk(finds(invoice, 'totalnet', '40.22||USD'))
})

t.test('a range has the unit of its ends', async (t) => {
  const range = { low: { value: 30, code: 'a', system: ucum }, high: { value: 40, code: 'a', system: ucum } }
  const condition = { resourceType: 'Condition', onsetRange: range }
  t.ok(finds(condition, 'onset-age', `gt35|${ucum}|a`))
  t.notOk(finds(condition, 'onset-age', `gt35|${ucum}|mo`))
})

t.test('absent quantities are found by no prefix, and by :missing', async (t) => {
  for (const prefix of ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'])
    t.notOk(finds({ resourceType: 'Observation' }, 'value-quantity', `${prefix}1`), prefix)
  t.ok(finds({ resourceType: 'Observation' }, 'value-quantity:missing', 'true'))
  t.ok(finds(single, 'value-quantity:missing', 'false'))
})

t.test('a single quantity with columns writes no row of value of its own', async (t) => {
  t.same(
    indexed(single).values.map(({ parameter }) => parameter),
    ['combo-value-quantity', 'combo-value-quantity'],
  )
})

t.test('what is no quantity is refused', async (t) => {
  for (const value of ['', 'x', '5|mg', '5|s|', '|s|c'])
    t.throws(() => predicateOf('Observation', 'value-quantity', value), { message: /`number\|system\|code`/ })
})
