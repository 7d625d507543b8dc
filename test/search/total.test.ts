import t from 'tap'
import { loadDefinitions } from '../../src/definitions/load.js'
import type { SearchPlan } from '../../src/search/plan.js'
import { compileEstimate, compileTotal } from '../../src/search/total.js'
import { statement } from '../../src/sql/sql.js'

const context = { practice: 0, definitions: loadDefinitions(), walkAbove: 2_000, materializedMatchesMax: 10_000 }
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
