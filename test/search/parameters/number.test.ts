import fc from 'fast-check'
import t from 'tap'
import { compareNumber } from '../../../src/search/parameters/number.js'
import { finds, predicateOf } from '../clinic.js'

const risk = (probabilityDecimal: number): { resourceType: string; prediction: object[] } => ({
  resourceType: 'RiskAssessment',
  prediction: [{ probabilityDecimal }],
})
const charge = (factorOverride: number): { resourceType: string; factorOverride: number } => ({
  resourceType: 'ChargeItem',
  factorOverride,
})

// https://hl7.org/fhir/R4/search.html#number
t.test('equality is up to the precision of the search value', async (t) => {
  for (const value of ['0.8', '0.80', '8e-1', 'eq0.8', '1']) t.ok(finds(risk(0.8), 'probability', value), value)
  for (const value of ['0.7', '0.81', '0', 'ne0.8']) t.notOk(finds(risk(0.8), 'probability', value), value)
  t.ok(finds(charge(100.4), 'factor-override', '100'))
  t.notOk(finds(charge(100.5), 'factor-override', '100'))
  t.ok(finds(charge(99.5), 'factor-override', '100'))
})

t.test('the other prefixes take the number exactly', async (t) => {
  for (const value of ['gt99', 'ge100', 'le100', 'lt101', 'sa99.9', 'eb100.1', 'ap109', 'ne101'])
    t.ok(finds(charge(100), 'factor-override', value), value)
  for (const value of ['gt100', 'lt100', 'sa100', 'eb100', 'ge100.001', 'ap120'])
    t.notOk(finds(charge(100), 'factor-override', value), value)
})

t.test('a Range is compared by its ends', async (t) => {
  const range = {
    resourceType: 'RiskAssessment',
    prediction: [{ probabilityRange: { low: { value: 0.2 }, high: { value: 0.4 } } }],
  }
  for (const value of ['gt0.3', 'lt0.3', 'ge0.4', 'le0.2', 'sa0.1', 'eb0.5'])
    t.ok(finds(range, 'probability', value), value)
  for (const value of ['0.3', 'gt0.4', 'sa0.2', 'eb0.4']) t.notOk(finds(range, 'probability', value), value)
})

t.test('absent numbers are found by no prefix', async (t) => {
  for (const prefix of ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'])
    t.notOk(finds({ resourceType: 'ChargeItem' }, 'factor-override', `${prefix}1`), prefix)
})

t.test('what is no number is refused', async (t) => {
  for (const value of ['', 'x', 'gt', '1,5', '1e999999', '9'.repeat(2000)])
    t.throws(() => predicateOf('ChargeItem', 'factor-override', value), { message: /expected a number/ })
  t.equal(compareNumber('eq', 'NaN'), undefined)
})

t.test('what is indexed is found by its own text, and prefixes are complements', async () => {
  const number = fc.double({ min: -1e9, max: 1e9, noNaN: true })
  fc.assert(
    fc.property(number, number, (stored, value) => {
      const is = (prefix: string): boolean => finds(charge(stored), 'factor-override', `${prefix}${value}`)
      return (
        finds(charge(stored), 'factor-override', String(stored)) &&
        is('eq') === !is('ne') &&
        is('gt') === !is('le') &&
        is('lt') === !is('ge')
      )
    }),
  )
})
