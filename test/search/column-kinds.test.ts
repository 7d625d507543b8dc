import t from 'tap'
import { columnName, date, main, quantity, rarely, reference, sortText } from '../../src/search/column-kinds.js'

t.test('a column is called like its parameter', async (t) => {
  t.equal(columnName('value-quantity'), 'value_quantity')
})

t.test('references are one column, everything else is a pair', async (t) => {
  t.same(
    [...reference('a', 'b'), ...main('c')].map(({ name, indexed }) => [name, indexed]),
    [
      ['a', false],
      ['b', false],
      ['c', true],
    ],
  )
  t.same(
    [...date('d'), ...quantity('q'), ...sortText('s')].map(({ name }) => name),
    ['d_low', 'd_high', 'q_low', 'q_high', 's_min', 's_max'],
  )
})

t.test('what is asked rarely has no B-tree', async (t) => {
  t.same(
    rarely(date('d')).map(({ indexed }) => indexed),
    [false, false],
  )
})
