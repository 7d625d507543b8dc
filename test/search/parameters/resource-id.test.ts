import t from 'tap'
import { finds, predicateOf } from '../clinic.js'

// https://hl7.org/fhir/R4/search.html#id
t.test('_id is the row’s own id, alternatives are a union', async (t) => {
  t.ok(finds({ resourceType: 'Patient', id: 'a' }, '_id', 'b', 'a'))
  t.notOk(finds({ resourceType: 'Patient', id: 'a' }, '_id', 'A'))
  t.ok(finds({ resourceType: 'Patient', id: 'a' }, '_id:not', 'b'))
  t.ok(finds({ resourceType: 'Patient', id: 'a' }, '_id:missing', 'false'))
})

t.test('what is no id is refused', async (t) => {
  for (const value of ['', 'a b', 'Patient/1'])
    t.throws(() => predicateOf('Patient', '_id', value), { message: /expected an id/ })
})
