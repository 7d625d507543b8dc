import t from 'tap'
import { loadDefinitions } from '../../src/definitions/load.js'
import { compileContents, compileKeys, compilePage, conditionOf, withAccess } from '../../src/search/compile.js'
import type { SearchPlan } from '../../src/search/plan.js'
import type { Predicate } from '../../src/search/predicate.js'
import { statement } from '../../src/sql/sql.js'

const context = {
  practice: 0,
  definitions: loadDefinitions(),
  walkAbove: 2_000,
  materializedMatchesMax: 10_000,
  pageBytes: 1_000_000,
}
const tokens: Predicate = { kind: 'tokens-all', hashes: ['1'] }
const plan = (where: Predicate, changes: Partial<SearchPlan> = {}): SearchPlan => ({
  types: ['Patient'],
  where: new Map([['Patient', where]]),
  sort: [],
  count: 20,
  total: 'default',
  includes: [],
  access: {},
  ...changes,
})

t.test(
  'walks where nothing selects, collects or walks where an index finds, and only collects for a sort without an index',
  async (t) => {
    const strategy = (where: Predicate, ...sort: string[]) =>
      compilePage(
        plan(where, { sort: sort.map((parameter) => ({ parameter, direction: 'ascending' })) }),
        'Patient',
        context,
      ).strategy
    t.equal(strategy({ kind: 'everything' }), 'walk')
    t.equal(strategy({ kind: 'not', predicate: tokens }, 'family'), 'walk')
    t.equal(strategy(tokens, 'family'), 'adaptive')
    t.equal(strategy(tokens, 'phonetic'), 'collected')
    t.equal(strategy(tokens, 'family', 'phonetic'), 'collected')
  },
)

t.test('carries access as a predicate, also where a type has no condition', async (t) => {
  const access = { compartments: ['7', '8'] }
  t.same(withAccess({ kind: 'everything' }, { access }), { kind: 'tokens-any', hashes: ['7', '8'] })
  t.same(withAccess({ kind: 'everything' }, { access: { compartments: [] } }), { kind: 'nothing' })
  t.same(conditionOf(plan(tokens), 'Observation'), { kind: 'nothing' })
})

t.test('takes no value into the text of a statement', async (t) => {
  const nasty = "'; drop table practice; --"
  const cursor = { direction: 'next', type: 'Patient', id: nasty, values: [nasty] } as const
  const page = compilePage(
    plan({ kind: 'ids', ids: [nasty] }, { cursor, sort: [{ parameter: 'family', direction: 'ascending' }] }),
    'Patient',
    context,
  )
  t.notMatch(statement(page.sql).text, 'drop table')
})

t.test('asks several types by one statement', async (t) => {
  const keys = compileKeys(plan(tokens), ['Patient', 'Practitioner'], context)
  t.same([...keys.pages.keys()], ['Patient', 'Practitioner'])
  t.match(statement(keys.sql).text, /index\."patient"[\s\S]*union all[\s\S]*index\."practitioner"/)
})

t.test('fetches versions by key with three parameters, however many there are', async (t) => {
  const { values } = statement(
    compileContents(
      [
        { type: 'Patient', id: '1', version: 3 },
        { type: 'Patient', id: '2', version: 1 },
      ],
      plan(tokens),
      context,
    ),
  )
  t.same(values, ['{"Patient","Patient"}', '{"1","2"}', '{3,1}', 0])
})
