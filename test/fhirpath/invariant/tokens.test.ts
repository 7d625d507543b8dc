import t from 'tap'
import { tokensOf } from '../../../src/fhirpath/invariant/tokens.js'

const written = (expression: string) => tokensOf(expression).map(({ kind, text }) => `${kind} ${text}`.trim())

t.test('an expression is cut as the grammar says', async (t) => {
  t.same(written("a.`b c` >= 'it\\'s \\u0041'"), [
    'name a',
    'symbol .',
    'quotedName b c',
    'symbol >=',
    "string it's A",
    'end',
  ])
  t.same(written("%a %`vs-b` %'ext-c' $this"), ['variable a', 'variable vs-b', 'variable ext-c', 'name $this', 'end'])
  t.same(written('1 1.5 @2020 @2020-01-01T10:00:00Z @2020T @T10:00'), [
    'number 1',
    'number 1.5',
    'date 2020',
    'dateTime 2020-01-01T10:00:00Z',
    'dateTime 2020T',
    'time 10:00',
    'end',
  ])
  t.same(written('a /* x */ // y'), ['name a', 'end'])
})

t.test('what is no token is refused, and so is what is too long', async (t) => {
  for (const expression of ['a # b', "'open", '`open', '5L', 'a'.repeat(5000)]) {
    t.throws(() => tokensOf(expression), { status: 400, message: /\S/ }, expression.slice(0, 10))
  }
})
