import t from 'tap'
import { identifier, join, numberedRows, raw, rows, sql, statement, unprepared } from '../../src/sql/sql.js'

t.test('values become parameters, fragments are spliced, numbers run on', async (t) => {
  const inner = sql`b = ${2} and c = ${'x'}`
  t.same(statement(sql`select a where a = ${1} and ${inner} and d = ${null}`), {
    text: 'select a where a = $1 and b = $2 and c = $3 and d = $4',
    values: [1, 2, 'x', null],
  })
})

t.test('a value never becomes text', async (t) => {
  const { text, values } = statement(sql`select ${"'; drop table x; --"}`)
  t.equal(text, 'select $1')
  t.same(values, ["'; drop table x; --"])
})

t.test('identifiers are quoted, raw text stays', async (t) => {
  t.equal(statement(sql`select ${identifier('a"b')} ${raw('desc')}`).text, 'select "a""b" desc')
})

t.test('join separates fragments; of none it is empty', async (t) => {
  t.same(statement(join([sql`a = ${1}`, sql`b`, sql`c = ${3}`], ' and ')), {
    text: 'a = $1 and b and c = $2',
    values: [1, 3],
  })
  t.same(statement(join([], ', ')), { text: '', values: [] })
})

t.test('rows are columns of text, numbered where asked', async (t) => {
  t.equal(
    statement(rows('m', ['type', 'id'], ['A', 'B'])).text,
    'unnest(string_to_array($1, chr(31), chr(30)), string_to_array($2, chr(31), chr(30))) as "m"("type", "id")',
  )
  t.equal(
    statement(numberedRows('k', ['id'], ['A'])).text,
    'unnest(string_to_array($1, chr(31), chr(30))) with ordinality as "k"("id", "n")',
  )
})

t.test('a statement can ask to be planned anew each time', async (t) => {
  t.equal(unprepared(sql`select 1`).prepared, false)
})
