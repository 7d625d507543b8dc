import t from 'tap'
import { parseQuantitySearch } from '../../src/fhir/quantity.js'

// https://hl7.org/fhir/R4/search.html#quantity
t.test('number, unit and prefix are told apart', async (t) => {
  t.match(parseQuantitySearch('5.4'), { prefix: 'eq', text: '5.4', system: undefined, code: undefined })
  t.match(parseQuantitySearch('ge5.40|http://unitsofmeasure.org|mg'), {
    prefix: 'ge',
    text: '5.40',
    system: 'http://unitsofmeasure.org',
    code: 'mg',
  })
  t.match(parseQuantitySearch('5.4||mg'), { system: undefined, code: 'mg' })
  t.match(parseQuantitySearch('5.4||a\\|b'), { code: 'a|b' })
})

t.test('what is not of that form is refused', async (t) => {
  for (const text of ['', '|s|c', 'x|s|c', '5|s', '5|s|', '5|s|c|d', 'gt', 'zz5'])
    t.equal(parseQuantitySearch(text), undefined, text)
})
