import fc from 'fast-check'
import t from 'tap'
import type { Predicate } from '../../src/search/predicate.js'
import { isSelective, simplify } from '../../src/search/simplify.js'

const all = (...hashes: string[]): Predicate => ({ kind: 'tokens-all', hashes })
const any = (...hashes: string[]): Predicate => ({ kind: 'tokens-any', hashes })
const and = (...predicates: Predicate[]): Predicate => ({ kind: 'and', predicates })
const or = (...predicates: Predicate[]): Predicate => ({ kind: 'or', predicates })
const not = (predicate: Predicate): Predicate => ({ kind: 'not', predicate })

/** The meaning of a predicate for a row that holds these tokens. */
function holds(predicate: Predicate, tokens: readonly string[]): boolean {
  switch (predicate.kind) {
    case 'and':
      return predicate.predicates.every((member) => holds(member, tokens))
    case 'or':
      return predicate.predicates.some((member) => holds(member, tokens))
    case 'not':
      return !holds(predicate.predicate, tokens)
    case 'tokens-all':
      return predicate.hashes.every((hash) => tokens.includes(hash))
    case 'tokens-any':
      return predicate.hashes.some((hash) => tokens.includes(hash))
    case 'ids':
      return predicate.ids.includes('1')
    default:
      return predicate.kind === 'everything'
  }
}

t.test('merges tokens into one probe', async (t) => {
  t.same(simplify(and(all('1'), and(all('2'), any('3')), any('4', '5'))), and(all('1', '2', '3'), any('4', '5')))
  t.same(simplify(or(any('1', '2'), all('3'), all('4', '5'))), or(any('1', '2', '3'), all('4', '5')))
  t.same(simplify(any('1', '1')), all('1'))
})

t.test('folds constants', async (t) => {
  t.same(simplify(and()), { kind: 'everything' })
  t.same(simplify(or()), { kind: 'nothing' })
  t.same(simplify(and(all('1'), any())), { kind: 'nothing' })
  t.same(simplify(not(all())), { kind: 'nothing' })
  t.same(simplify({ kind: 'ids', ids: [] }), { kind: 'nothing' })
})

const hashes = fc.array(fc.constantFrom('1', '2', '3'), { maxLength: 3 })
const { predicate } = fc.letrec<{ predicate: Predicate }>((tie) => ({
  predicate: fc.oneof(
    { maxDepth: 4 },
    hashes.map((list) => all(...list)),
    hashes.map((list) => any(...list)),
    fc.constantFrom<Predicate>(
      { kind: 'everything' },
      { kind: 'nothing' },
      { kind: 'ids', ids: [] },
      { kind: 'ids', ids: ['1'] },
    ),
    tie('predicate').map((inner) => not(inner as Predicate)),
    fc.array(tie('predicate'), { maxLength: 3 }).map((list) => and(...(list as Predicate[]))),
    fc.array(tie('predicate'), { maxLength: 3 }).map((list) => or(...(list as Predicate[]))),
  ),
}))

t.test('keeps the meaning of any predicate', async () => {
  fc.assert(fc.property(predicate, hashes, (any, tokens) => holds(simplify(any), tokens) === holds(any, tokens)))
})

t.test('knows what an index finds', async (t) => {
  const bound: Predicate = { kind: 'column', column: 'date_low', operator: '<', value: '2026-01-01' }
  t.ok(isSelective(all('1')))
  t.ok(isSelective(and(not(all('1')), any('2'))))
  t.notOk(isSelective(or(not(all('1')), any('2'))))
  t.notOk(isSelective({ kind: 'everything' }))
  t.ok(isSelective(bound))
  t.notOk(isSelective(bound, 'date_low'), 'the walk itself is bounded')
})
