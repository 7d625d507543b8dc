import t from 'tap'
import { tokenize } from '../../src/fhirpath/tokenize.js'

const texts = (expression: string) => tokenize(expression).map(({ kind, text }) => `${kind} ${text}`)

t.test('names, strings, numbers and symbols become tokens, white space none', async (t) => {
  t.same(texts("a.where(b != 'it\\'s') [12]"), [
    ...['name a', 'symbol .', 'name where', 'symbol (', 'name b', 'symbol !=', "string it's", 'symbol )'],
    ...['symbol [', 'number 12', 'symbol ]', 'end '],
  ])
  t.same(texts('`a b` $this %resource'), ['quoted-name a b', 'name $this', 'name %resource', 'end '])
  t.same(texts("'\\u0041\\n\\q'"), ['string A\nq', 'end '])
})

t.test('what is not of the subset is a 400 that says where', async (t) => {
  for (const expression of ['a ~ b', 'a > 1', '@2020', '%context', "'open", 'a;b', '{}', '1 + 1']) {
    t.throws(() => tokenize(expression), { status: 400, message: /at character \d+/ }, expression)
  }
  t.throws(() => tokenize('a'.repeat(4001)), { status: 400, message: /4001 characters; at most 4000/ })
})
