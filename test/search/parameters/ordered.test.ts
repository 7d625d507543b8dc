import t from 'tap'
import { columnsFor } from '../../../src/search/columns.js'
import { type Comparison, onColumns, onValues, pairOf } from '../../../src/search/parameters/ordered.js'

const comparison: Comparison<number> = [
  [{ end: 'low', operator: '<', value: 1 }],
  [
    { end: 'low', operator: '>=', value: 1 },
    { end: 'high', operator: '>', value: 2 },
  ],
]

const ofLow = { other: 'date_high', wide: '7' }

t.test('a comparison on columns names the pair', async (t) => {
  t.same(onColumns(comparison, columnsFor('Observation', 'date'), String, '7'), {
    kind: 'or',
    predicates: [
      { kind: 'column', column: 'date_low', operator: '<', value: '1', pair: ofLow },
      {
        kind: 'and',
        predicates: [
          { kind: 'column', column: 'date_low', operator: '>=', value: '1', pair: ofLow },
          {
            kind: 'column',
            column: 'date_high',
            operator: '>',
            value: '2',
            pair: { other: 'date_low', wide: '7' },
          },
        ],
      },
    ],
  })
})

t.test('a comparison on rows of value keeps the conditions of an alternative on one row', async (t) => {
  t.same(onValues(comparison.slice(1), 'p', String, { field: 'unit', value: '9' }), {
    kind: 'value',
    parameter: 'p',
    conditions: [
      { field: 'unit', value: '9', operator: '=' },
      { field: 'low', operator: '>=', value: '1' },
      { field: 'high', operator: '>', value: '2' },
    ],
  })
})

t.test('a pair is there only where the parameter has columns of the kind', async (t) => {
  t.equal(pairOf(columnsFor('Observation', 'date'), 'date')?.length, 2)
  t.equal(pairOf(columnsFor('Goal', 'target-date'), 'date'), undefined)
})
