import t from 'tap'
import { loadDefinitions } from '../../src/definitions/load.js'
import type { SearchPlan } from '../../src/search/plan.js'
import { compileEstimate, compileSmallTotal, compileTotal } from '../../src/search/total.js'
import { type Sql, sql, statement } from '../../src/sql/sql.js'

const context = {
  practice: 0,
  definitions: loadDefinitions(),
  walkAbove: 2_000,
  materializedMatchesMax: 10_000,
  pageBytes: 1_000_000,
}
const plan: SearchPlan = {
  types: ['Patient', 'Location'],
  where: new Map([
    ['Patient', { kind: 'tokens-all', hashes: ['1'] }],
    ['Location', { kind: 'everything' }],
  ]),
  sort: [],
  count: 0,
  total: 'accurate',
  includes: [],
  access: { compartments: ['7'] },
}

const statementOf = (fragment: Sql | undefined) => statement(fragment ?? sql``)

t.test('counts every type within access', async (t) => {
  const { text, values } = statement(compileTotal(plan, plan.types, context))
  t.match(
    text,
    /^select \(select count\(\*\) from index\."patient" t where .*\)\n \+ \(select count\(\*\) from index\."location" t where .*\) as matched$/,
  )
  t.same(values, [0, '{1,7}', 0, '{7}'])
})

t.test('estimates without reading a row', async (t) => {
  t.match(
    statement(compileEstimate(plan, ['Patient'], context)).text,
    /^explain \(format json\) select 1 from index\."patient"/,
  )
})

t.test('a walk is counted by reading a thousand rows at most, from its bounds on', async (t) => {
  const recent: SearchPlan = {
    ...plan,
    where: new Map([
      [
        'Patient',
        {
          kind: 'and',
          predicates: [
            { kind: 'column', column: 'last_updated', operator: '>=', value: '2026-01-01T00:00:00Z' },
            { kind: 'not', predicate: { kind: 'tokens-all', hashes: ['1'] } },
          ],
        },
      ],
    ]),
    sort: [{ parameter: '_lastUpdated', direction: 'descending' }],
    access: {},
  }
  const { text, values } = statementOf(compileSmallTotal(recent, ['Patient'], context))
  t.match(text, /where t\.practice = \$\d+ and t\."?last_updated"? >= \$\d+::timestamptz\s+order by t\.last_updated/)
  t.match(text, /count\(\*\) <= \$1 then count\(\*\) filter \(where w\.held\)/)
  t.equal(values[0], 1_000)
  t.equal(values.at(-1), 1_001)
})

t.test('a page that counts its own matches is not counted again', async (t) => {
  t.equal(compileSmallTotal({ ...plan, access: {} }, plan.types, context), undefined, 'one of two types is collected')
  t.ok(compileSmallTotal({ ...plan, access: {} }, ['Location'], context))
})
