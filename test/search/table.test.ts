import t from 'tap'
import { tableName, tableOf } from '../../src/search/table.js'
import { statement } from '../../src/sql/sql.js'

t.test('writes a type as its table is called', async (t) => {
  t.equal(tableName('MedicationRequest'), 'medication_request')
  t.equal(tableName('Group'), 'group')
  t.same(statement(tableOf('Patient')), { text: 'index."patient"', values: [] })
})

t.test('makes no SQL of what is no type', async (t) => {
  t.throws(() => tableOf('Patient"; drop table practice; --'), RangeError)
  t.throws(() => tableOf(''), RangeError)
})
