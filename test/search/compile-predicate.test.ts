import t from 'tap'
import { columnsOf } from '../../src/search/columns.js'
import { allConditions, compileFilter, compilePredicate } from '../../src/search/compile-predicate.js'
import type { Predicate } from '../../src/search/predicate.js'
import { raw, statement } from '../../src/sql/sql.js'

const source = { practice: 0, type: 'Observation', columns: columnsOf('Observation') }
const compiled = (predicate: Predicate) => statement(compilePredicate(predicate, source))
const filtered = (predicate: Predicate) => statement(compileFilter(predicate, source)).text

t.test('compiles each kind', async (t) => {
  t.same(compiled({ kind: 'tokens-all', hashes: ['1', '2'] }), { text: 't.tokens @> $1::int8[]', values: ['{1,2}'] })
  t.same(compiled({ kind: 'tokens-any', hashes: ['1', '2'] }), { text: 't.tokens && $1::int8[]', values: ['{1,2}'] })
  t.same(compiled({ kind: 'not', predicate: { kind: 'tokens-all', hashes: ['1'] } }), {
    text: '(t.tokens @> $1::int8[]) is not true',
    values: ['{1}'],
  })
  t.same(compiled({ kind: 'ids', ids: ['a"b'] }), { text: 't.id = any($1::text[])', values: ['{"a\\"b"}'] })
  t.same(compiled({ kind: 'column', column: 'date_low', operator: '<', value: '2026-01-01' }), {
    text: 't."date_low" < $1::timestamptz',
    values: ['2026-01-01'],
  })
  t.equal(compiled({ kind: 'and', predicates: [] }).text, 'true')
  t.equal(compiled({ kind: 'or', predicates: [] }).text, 'false')
  t.equal(compiled({ kind: 'nothing' }).text, 'false')
})

t.test('asks for one row of value that fulfils everything', async (t) => {
  const { text, values } = compiled({
    kind: 'value',
    parameter: 'value-quantity',
    conditions: [
      { field: 'low', operator: '>=', value: '5.40' },
      { field: 'unit', operator: '=', value: '-7' },
      { field: 'text', operator: 'contains', value: '50%_\\' },
    ],
  })
  t.match(
    text,
    /^exists \(select 1 from value v where .* v.low >= \$4::numeric and v.unit = \$5::int8 and v.text like \$6\)$/,
  )
  t.same(values, [0, 'Observation', 'value-quantity', '5.40', '-7', '%50\\%\\_\\\\%'])
})

t.test('makes one probe of alternatives for the same column', async (t) => {
  const equals = (value: string): Predicate => ({ kind: 'column', column: 'subject', operator: '=', value })
  t.same(compiled({ kind: 'or', predicates: [equals('1'), equals('2')] }), {
    text: '(t."subject" = any($1::int8[]))',
    values: ['{"1","2"}'],
  })
  const many = Array.from({ length: 200_000 }, (_, at) => equals(String(at)))
  t.equal(compiled({ kind: 'or', predicates: many }).values.length, 1)
})

t.test('keeps a walk from being answered by another index', async (t) => {
  const tokens: Predicate = { kind: 'tokens-all', hashes: ['1'] }
  const bound: Predicate = { kind: 'column', column: 'last_updated', operator: '>=', value: '2026-01-01' }
  t.equal(filtered(tokens), '(t.tokens @> $1::int8[]) is true')
  t.equal(
    filtered({ kind: 'and', predicates: [tokens, bound] }),
    '(t.tokens @> $1::int8[]) is true and t."last_updated" >= $2::timestamptz',
  )
  t.equal(filtered({ kind: 'everything' }), 'true')
})

t.test('leaves out conditions that always hold', async (t) => {
  t.equal(statement(allConditions([raw('a'), raw('true'), raw('b')])).text, 'a and b')
})

t.test('throws for a column that the type does not have', async (t) => {
  t.throws(() => compiled({ kind: 'column', column: 'nowhere', operator: '=', value: '1' }), RangeError)
})
