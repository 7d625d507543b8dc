import { readFileSync } from 'node:fs'
import t from 'tap'
import { errorStatuses } from '../../src/fhir/outcome.js'
import { interactionsTable } from '../../src/interactions/table.js'

const page = readFileSync(new URL('../../../docs/http.md', import.meta.url), 'utf8')

t.test('docs/http.md has the table of interactions as it is', async (t) => {
  t.ok(page.includes(interactionsTable()))
})

t.test('docs/http.md has every error status with its meaning, and no other', async (t) => {
  const rows = page.split('\n').filter((line) => /^\| \d{3} \|/.test(line))
  t.same(
    rows,
    Object.entries(errorStatuses).map(([status, meaning]) => `| ${status} | ${meaning} |`),
  )
})
