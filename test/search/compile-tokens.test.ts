import t from 'tap'
import { holdsAll, holdsAny, holdsList } from '../../src/search/compile-tokens.js'
import { raw, statement } from '../../src/sql/sql.js'

const observation = { practice: 0, type: 'Observation' }
const group = { practice: 0, type: 'Group' }

t.test('asks the row alone where its type keeps every token there', async (t) => {
  t.same(statement(holdsAll(['1', '2'], observation)), { text: 't.tokens @> $1::int8[]', values: ['{1,2}'] })
  t.same(statement(holdsAny(['1', '2'], observation)), { text: 't.tokens && $1::int8[]', values: ['{1,2}'] })
  t.equal(statement(holdsList(raw('c.list'), observation)).text, 't.tokens @> c.list')
})

t.test('asks `value` too for types of which a row holds a part', async (t) => {
  for (const sql of [holdsAll(['1'], group), holdsAny(['1'], group), holdsList(raw('c.list'), group)])
    t.match(statement(sql).text, / or t\.id = any\(array\(select v\.id from value v .* v\.low is not null\)\)/)
})
