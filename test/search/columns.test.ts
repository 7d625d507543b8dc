import t from 'tap'
import { absentValue, columnsFor, columnsOf, sortColumn } from '../../src/search/columns.js'

t.test('columns are found by type and by parameter', async (t) => {
  t.same(
    columnsFor('Observation', 'date').map(({ name }) => name),
    ['date_low', 'date_high'],
  )
  t.same(columnsFor('Observation', 'code'), [])
  t.same(columnsOf('Binary'), [])
  t.same(columnsOf('Nothing'), [])
})

// https://hl7.org/fhir/R4/search.html#sort
t.test('sorting ascending goes by the low end, descending by the high end', async (t) => {
  t.equal(sortColumn('Observation', 'date', 'ascending')?.name, 'date_low')
  t.equal(sortColumn('Observation', 'date', 'descending')?.name, 'date_high')
  t.equal(sortColumn('Patient', 'family', 'ascending')?.name, 'family_min')
  t.equal(sortColumn('Patient', 'family', 'descending')?.name, 'family_max')
  t.equal(sortColumn('Observation', 'subject', 'ascending'), undefined)
  t.equal(sortColumn('Observation', 'code', 'ascending'), undefined)
})

t.test('absent values are last in the direction that a column is sorted in', async (t) => {
  const absent = (type: string, code: string): readonly (string | null)[] => columnsFor(type, code).map(absentValue)
  t.same(absent('Observation', 'subject'), [null])
  t.same(absent('Observation', 'date'), ['infinity', '-infinity'])
  t.same(absent('Observation', 'value-quantity'), ['Infinity', '-Infinity'])
  t.same(absent('Patient', 'family'), ['\u{10ffff}', '\u0001'])
})
