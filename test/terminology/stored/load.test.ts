import type { CodeSystem } from '@medplum/fhirtypes'
import t from 'tap'
import type { Database } from '../../../src/database/database.js'
import { sql } from '../../../src/sql/sql.js'
import type { ConceptQuery } from '../../../src/terminology/code-system-source.js'
import { type IncomingConcept, type LoadProgress, loadSystem } from '../../../src/terminology/stored/load.js'
import { loadCodeSystem } from '../../../src/terminology/stored/load-code-system.js'
import { cleanStored, deleteStored, hideStored, settleStored } from '../../../src/terminology/stored/remove.js'
import { createStoredSources } from '../../../src/terminology/stored/stored-source.js'
import { timeoutMs } from '../../harness/random.js'
import { openMigrated, practice } from './stored-database.js'

t.setTimeout(timeoutMs)

// Making a database takes a second or two, so that the tests share one, emptied for each.
const shared = await openMigrated(t)

async function emptied(): Promise<Database> {
  await shared.execute('truncate code_system, concept, concept_ancestor, concept_property')
  return shared
}

const url = 'http://example.org/things'
const sources = createStoredSources({ practice })
const all: ConceptQuery = { filters: [], text: undefined, activeOnly: false, offset: 0, count: 10 }

const things = (version: string | undefined, ...codes: readonly string[]): CodeSystem => ({
  resourceType: 'CodeSystem',
  status: 'active',
  content: 'complete',
  url,
  ...(version === undefined ? {} : { version }),
  concept: codes.map((code) => ({ code })),
})

const load = (database: Database, codeSystem: CodeSystem) =>
  loadCodeSystem({ queryable: database, practice, codeSystem })

/** The codes of a version, and how many rows there are of all systems. */
async function codesOf(database: Database, version?: string): Promise<readonly string[] | undefined> {
  const source = await sources.source({ url, version }, database)
  return source && (await source.select(all, database)).concepts.map(({ code }) => code)
}

async function rowsIn(database: Database): Promise<number> {
  const [row] = await database.query<{ rows: number }>(sql`
    select ((select count(*) from code_system) + (select count(*) from concept) + (select count(*) from concept_ancestor)
      + (select count(*) from concept_property))::int4 as rows`)
  return row?.rows ?? -1
}

const head = { url, version: '1', name: 'Things', content: 'complete', caseSensitive: true } as const
const plain = (code: string, parents: readonly string[] = []): IncomingConcept => ({
  code,
  display: undefined,
  active: true,
  abstract: false,
  parents,
})

t.test('versions stand side by side, and the newest is the one without version', async (t) => {
  const database = await emptied()
  for (const version of ['2.9', '2.10', '2.8', undefined]) await load(database, things(version, `of-${version}`))
  t.same(await codesOf(database), ['of-2.10'])
  t.same(await codesOf(database, '2.9'), ['of-2.9'])
  t.equal(await codesOf(database, '3'), undefined)
  t.same(
    (await sources.list(database)).map(({ version }) => version),
    ['2.10', '2.9', '2.8', undefined],
  )
})

t.test('a version that comes again replaces the one that is there, whose rows go with the next cleaning', async (t) => {
  const database = await emptied()
  await load(database, things('1', 'a', 'b'))
  const before = await sources.source({ url }, database)
  await load(database, things('1', 'c'))
  t.same(await codesOf(database), ['c'])
  t.same([...((await before?.find(['a'], database)) ?? [])].length, 1, 'who knows the old one still finds its concepts')
  const rows = await rowsIn(database)
  await cleanStored(database, practice, 'among-others')
  t.equal(await rowsIn(database), rows, 'for some minutes')
  await cleanStored(database, practice, 'alone')
  t.equal(await rowsIn(database), 3)
  t.same(await codesOf(database), ['c'])
})

t.test('a load that breaks off leaves nothing to be seen, and the next cleaning takes it away', async (t) => {
  const database = await emptied()
  await load(database, things('0', 'old'))
  const rows = await rowsIn(database)
  async function* broken() {
    for (let n = 0; n < 2_500; n++) yield plain(`c${n}`)
    throw new Error('The cable was cut.')
  }
  await t.rejects(loadSystem({ queryable: database, practice, head, concepts: broken() }), {
    message: 'The cable was cut.',
  })
  t.same(await codesOf(database), ['old'])
  t.ok((await rowsIn(database)) > 2_000, 'two chunks were written')
  await cleanStored(database, practice, 'among-others')
  t.ok((await rowsIn(database)) > 2_000, 'another process may be loading it')
  await database.query(sql`update code_system set touched = touched - interval '6 minutes' where status = 'loading'`)
  await cleanStored(database, practice, 'among-others')
  t.equal(await rowsIn(database), rows)
})

t.test('inside a transaction that is rolled back nothing is left', async (t) => {
  const database = await emptied()
  const work = database.transaction(async (queryable) => {
    await loadCodeSystem({ queryable, practice, codeSystem: things('1', 'a') })
    t.equal((await sources.list(queryable)).length, 1, 'the transaction itself sees it')
    throw new Error('No.')
  })
  await t.rejects(work, { message: 'No.' })
  t.equal(await rowsIn(database), 0)
})

t.test('a removed version is out of sight at once', async (t) => {
  const database = await emptied()
  for (const version of ['1', '2', '3']) await load(database, things(version, 'a'))
  t.equal((await hideStored(database, practice, { url, version: '2' })).length, 1)
  t.equal(await codesOf(database, '2'), undefined)
  t.same(await hideStored(database, practice, { url, version: '2' }), [])
  const hidden = await hideStored(database, practice, { url })
  t.equal(hidden.length, 2)
  await deleteStored(database, practice, hidden)
  await cleanStored(database, practice, 'alone')
  t.equal(await rowsIn(database), 0)
})

t.test('what cannot be stored is named', async (t) => {
  const database = await emptied()
  const refused = (codeSystem: CodeSystem, message: RegExp) => t.rejects(load(database, codeSystem), { message })
  await refused(things('1', 'a\u0000b'), /The code of the concept `a.b` holds a control character/)
  await refused({ ...things('1'), concept: [{ code: 'a', display: 'x\u001fy' }] }, /The display of the concept `a`/)
  await refused({ ...things('1'), content: 'supplement' }, /`content` = `supplement`/)
  t.equal(await codesOf(database), undefined)
})

t.test('a hierarchy is stored whatever its form, and one that is too deep is refused', async (t) => {
  const database = await emptied()
  const chain = Array.from({ length: 1_300 }, (_, n) => plain(`c${n}`, n === 0 ? [] : [`c${n - 1}`]))
  const seen: LoadProgress[] = []
  await loadSystem({
    queryable: database,
    practice,
    head,
    concepts: [...chain].reverse(),
    onProgress: (step) => seen.push(step),
  })
  await settleStored(database)
  t.match(seen[0], { phase: 'concepts', done: 1_000, total: undefined })
  t.match(seen.at(-1), { phase: 'hierarchy', total: 1_300 })
  const source = await sources.source({ url }, database)
  if (source === undefined) throw new Error('The system is not there.')
  const isA = { property: 'concept', op: 'is-a', value: 'c300' } as const
  t.match(await source.select({ ...all, filters: [isA], count: 2 }, database), {
    total: 1_000,
    concepts: [{ code: 'c1299' }, { code: 'c1298' }],
  })
  const pairs = [
    { ancestor: 'c0', code: 'c1299' },
    { ancestor: 'c1299', code: 'c0' },
    { ancestor: 'c5', code: 'c5' },
    { ancestor: 'none', code: 'c5' },
  ]
  t.same(await source.descends(pairs, database), [true, false, false, false])
  const deep = Array.from({ length: 3_000 }, (_, n) => plain(`d${n}`, n === 0 ? [] : [`d${n - 1}`]))
  const tooDeep = loadSystem({ queryable: database, practice, head: { ...head, version: '2' }, concepts: deep })
  await t.rejects(tooDeep, { message: /The hierarchy is too deep/ })
  t.equal(await codesOf(database, '2'), undefined)
})

t.test('parents that come late, as children of others, are parents like all', async (t) => {
  const database = await emptied()
  const concepts = [
    plain('below'),
    { ...plain('above'), children: ['below', 'nowhere'] },
    plain('below', ['third']),
    plain('third'),
  ]
  const summary = await loadSystem({ queryable: database, practice, head, concepts })
  t.same(summary, { concepts: 3, activeConcepts: 3 })
  const source = await sources.source({ url }, database)
  t.same((await source?.find(['below'], database))?.get('below')?.parents, ['third', 'above'])
  const filter = { property: 'parent', op: '=', value: 'above' } as const
  t.match(await source?.select({ ...all, filters: [filter] }, database), { total: 1, concepts: [{ code: 'below' }] })
})

t.test('many codes are found in one question', async (t) => {
  const database = await emptied()
  const codes = Array.from({ length: 12_000 }, (_, n) => `c${n}`)
  await load(database, things('1', ...codes))
  const source = await sources.source({ url }, database)
  t.equal((await source?.find([...codes, 'none'], database))?.size, 12_000)
  t.same(await source?.fulfils(['c1', 'none'], [], database), [true, false])
  t.match(await source?.select({ ...all, offset: 11_999 }, database), { total: 12_000, concepts: [{ code: 'c11999' }] })
  t.same(await source?.select({ ...all, offset: 2 ** 40, count: 2 ** 40 }, database), { total: 12_000, concepts: [] })
})
