import t from 'tap'
import { searchStatement } from '../../src/search/search-statement.js'
import { join, sql } from '../../src/sql/sql.js'

const conditions = (count: number) =>
  join(
    Array.from({ length: count }, (_, at) => sql`a = ${at}`),
    ' or ',
  )

t.test('a search is planned for its values', async (t) => {
  t.equal(searchStatement(conditions(60_000)).prepared, false)
})

t.test('refuses more parameters than the protocol can count', async (t) => {
  t.throws(() => searchStatement(conditions(60_001)), { name: 'FhirError', status: 400 })
})
