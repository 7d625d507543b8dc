import type { CodeSystem } from '@medplum/fhirtypes'
import fc from 'fast-check'
import t from 'tap'
import { createLocalSource } from '../../../src/terminology/local-source.js'
import { loadCodeSystem } from '../../../src/terminology/stored/load-code-system.js'
import { createStoredSources } from '../../../src/terminology/stored/stored-source.js'
import { isLong, timeoutMs } from '../../harness/random.js'
import { askedCode, codeSystem, filter, query } from './random-system.js'
import { openMigrated, practice } from './stored-database.js'

t.setTimeout(timeoutMs)

const { list, source } = createStoredSources({ practice })

t.test('a stored system answers exactly as the same system in memory', async (t) => {
  const database = await openMigrated(t)
  let n = 0
  let found = 0
  const asked = fc.record({
    codes: fc.array(askedCode, { maxLength: 8 }),
    filters: fc.array(filter, { maxLength: 3 }),
    queries: fc.array(query, { minLength: 3, maxLength: 6 }),
  })
  await fc.assert(
    fc.asyncProperty(codeSystem, asked, async (parts, { codes, filters, queries }) => {
      n += 1
      const resource: CodeSystem = { ...parts, url: `http://example.org/${n}`, version: '1' }
      const local = createLocalSource(resource)
      await loadCodeSystem({ queryable: database, practice, codeSystem: resource })
      const stored = await source({ url: `http://example.org/${n}` }, database)
      if (stored === undefined) throw new Error('The system is not there.')
      const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value instanceof Map ? [...value] : value))
      const same = (is: unknown, should: unknown, what: string): void => {
        if (JSON.stringify(plain(is)) === JSON.stringify(plain(should))) return
        throw new Error(`${what}: ${JSON.stringify(plain(is))} is not ${JSON.stringify(plain(should))}`)
      }
      const byCode = (map: ReadonlyMap<string, unknown>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1))
      same(byCode(await stored.find(codes, database)), byCode(await local.find(codes, database)), 'find')
      const pairs = codes.flatMap((ancestor) => codes.map((code) => ({ ancestor, code })))
      same(await stored.descends(pairs, database), await local.descends(pairs, database), 'descends')
      same(await stored.fulfils(codes, filters, database), await local.fulfils(codes, filters, database), 'fulfils')
      for (const one of queries) {
        const { total } = await local.select(one, database)
        found += total > 0 && total < (local.local?.size ?? 0) ? 1 : 0
        same(await stored.select(one, database), await local.select(one, database), `select ${JSON.stringify(one)}`)
      }
    }),
    { numRuns: isLong ? 3000 : 100 },
  )
  t.equal((await list(database)).length, n)
  t.ok(found > n / 2, `${found} queries of ${n} systems select some of the concepts`)
})
