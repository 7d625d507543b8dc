import t from 'tap'
import { unrestricted } from '../../src/access/access.js'
import { createStoreTarget } from '../../src/bulk-data/import/store-target.js'
import { resourceText } from '../../src/fhir/resource-text.js'
import { raw, sql } from '../../src/sql/sql.js'
import { reindex } from '../../src/store/reindex.js'
import { startServer } from '../harness/server.js'
import { observation, times } from '../spec/samples.js'

const { send, engine } = await startServer(t)
const { database, indexer } = engine
const target = createStoreTarget(engine.contextFor(unrestricted))
const run = () =>
  reindex({ database, practice: 0, indexer, resourceTypes: ['Observation'], onProgress: () => undefined })

const weight = (id: string, value: number) =>
  observation({ id, valueQuantity: { value, unit: `unit-${value}` }, note: [{ text: String(value) }] })

/** What the index holds, as text. */
const dump = async (): Promise<readonly string[]> => {
  const tables = await Promise.all(
    ['index.observation', 'value'].map((table) =>
      database.query<{ text: string }>(sql`select t::text as text from ${raw(table)} as t order by 1`),
    ),
  )
  return tables.flat().map(({ text }) => text)
}

const imported = async (round: number): Promise<readonly string[]> => {
  const contents = times(60, (n) => {
    const value = weight(`o-${n}`, round * 100 + n)
    return resourceText({ text: JSON.stringify(value), value })
  })
  return (await target.writeMany(contents)).map(({ outcome }) => outcome)
}

t.test('beside imports, updates, deletes and what comes back, the index ends as one built anew', async (t) => {
  t.ok((await imported(0)).every((outcome) => outcome === 'created'))
  const comeAndGo = async (n: number): Promise<number[]> => {
    const path = `/Observation/o-${n}`
    const statuses: number[] = []
    for (let round = 0; round < 5; round++) {
      statuses.push((await send('DELETE', path)).status)
      statuses.push((await send('PUT', path, { body: weight(`o-${n}`, 1000 + round) })).status)
    }
    return statuses
  }
  const answers = await Promise.all([
    ...times(4, async (round) => (await imported(round + 1)).map((outcome) => (outcome === 'rejected' ? 500 : 200))),
    ...times(10, (n) => comeAndGo(n)),
    ...times(40, async (n) => [(await send('POST', '/Observation', { body: weight('new', n) })).status]),
    run().then(() => []),
    run().then(() => []),
  ])
  t.same(
    answers.flat().filter((status) => status >= 300),
    [],
  )
  const index = await dump()
  await run()
  t.same(await dump(), index)
})
