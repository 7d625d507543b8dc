import { readFileSync } from 'node:fs'
import t from 'tap'
import { commonTable, limitsTable, refusedList, resultsTable, typesTable } from './search-tables.js'

const page = readFileSync(new URL('../../../docs/search.md', import.meta.url), 'utf8')

t.test('docs/search.md has the tables that the code gives', async (t) => {
  const tables = { typesTable, commonTable, resultsTable, limitsTable, refusedList }
  for (const [name, make] of Object.entries(tables))
    t.ok(page.includes(make()), `write the output of \`${name}()\` to docs/search.md:\n${make()}`)
})
