import t from 'tap'
import { parseInvariant } from '../../../src/fhirpath/invariant/parse.js'

t.test('operators bind as the grammar says', async (t) => {
  t.same(parseInvariant('a or b and c'), parseInvariant('a or (b and c)'))
  t.same(parseInvariant("a in 'b' | 'c'"), parseInvariant("a in ('b' | 'c')"))
  t.same(parseInvariant("'#' + id in a"), parseInvariant("('#' + id) in a"))
  t.same(parseInvariant('a implies b or c'), parseInvariant('a implies (b or c)'))
  t.same(parseInvariant('a.b is C and d'), parseInvariant('((a.b) is C) and d'))
  t.same(parseInvariant('1 - 2 - 3'), parseInvariant('(1 - 2) - 3'))
  t.same(parseInvariant('a != b = c'), parseInvariant('(a != b) = c'))
})

t.test('keywords may name elements where they can', async (t) => {
  t.same(parseInvariant('contains.is'), { kind: 'member', of: { kind: 'name', name: 'contains' }, name: 'is' })
  t.same(parseInvariant('text.`div`'), { kind: 'member', of: { kind: 'name', name: 'text' }, name: 'div' })
})

t.test('types, signs and comments are read', async (t) => {
  t.match(parseInvariant('$this is FHIR.Patient'), { kind: 'type', type: { namespace: 'FHIR', name: 'Patient' } })
  t.match(parseInvariant('a.ofType(Quantity)'), { kind: 'type', operator: 'ofType' })
  t.match(parseInvariant('-1'), { kind: 'literal', value: -1 })
  t.same(parseInvariant('a // comment\n .b /* and more */'), parseInvariant('a.b'))
})

t.test('what is no FHIRPath, or too much of it, is refused', async (t) => {
  const wrong = ['', 'a.', 'a b', '(a', 'a)', 'a..b', 'and', '{a}', '1 day', "1 'mg'", '-a', "'a", 'a.where(', 'f(,)']
  const large = [
    `${'('.repeat(60)}a${')'.repeat(60)}`,
    `a${'.a'.repeat(400)}`,
    `a${' | a'.repeat(400)}`,
    'a'.repeat(5000),
  ]
  for (const expression of [...wrong, ...large]) {
    t.throws(() => parseInvariant(expression), { status: 400, message: /\S/ }, expression.slice(0, 20))
  }
})
