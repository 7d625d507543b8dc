import fc from 'fast-check'
import t from 'tap'
import { patternOf, shapeOf } from '../../../src/fhirpath/invariant/pattern.js'

const sources = [
  '[A-Z]([A-Za-z0-9_]){0,254}',
  '^[0-9]{10}$',
  '^(a|b)*c$',
  '(a+)+$',
  '\\..*',
  '^x?y+z',
  'a.c',
  '[^\\s.,]{1,3}(\\.[a-z]+)*',
]

t.test('a pattern finds what JavaScript finds, whichever engine runs it', async (t) => {
  fc.assert(
    fc.property(fc.constantFrom(...sources), fc.stringMatching(/^[abcxyzAB0-9. \n]{0,12}$/), (source, text) => {
      t.equal(patternOf(source).test(text), new RegExp(source, 'us').test(text), `${source} in ${JSON.stringify(text)}`)
      t.equal(patternOf(source).replace(text, '-'), text.replace(new RegExp(source, 'gu'), '-'))
    }),
    { numRuns: 300 },
  )
})

t.test('it searches, and does not have to match the whole', async (t) => {
  t.equal(patternOf('[A-Z]').test('abC'), true)
})

t.test('escapes that Unicode mode does not know are taken for what they are', async (t) => {
  t.equal(patternOf('^[a-zA-Z0-9\\/\\-_\\[\\]\\@]+$').test('a@b'), true)
  t.equal(patternOf('(\\[x])?').test('[x]'), true)
})

t.test('patterns that could take for ever end', async (t) => {
  const text = `${'a'.repeat(20_000)}b`
  for (const source of ['^(a+)+$', '^(a|a)*$', '^(a|aa)+$', 'a*a*a*a*a*c', '(.*)(.*)(.*)x$']) {
    t.equal(patternOf(source).test(text), false, source)
  }
})

t.test('what only a backtracking engine knows runs on short texts, or not at all', async (t) => {
  t.equal(patternOf('^a(?=b)').test('ab'), true)
  t.throws(() => patternOf('(?=a)(a+)+$').test('aa'), /\S/)
  t.throws(() => patternOf('(a*)\\1').test('aa'), /\S/)
  t.throws(() => patternOf('(').test('a'), /\S/)
  t.throws(() => patternOf('^(a+)+$').test('a'.repeat(100_001)), /at most 100000/)
})

t.test('the shape tells what repeats', async (t) => {
  t.match(shapeOf('^[ab*]+$'), { isAnchored: true, unbounded: 1, ways: 1 })
  t.match(shapeOf('a{2,4}b?'), { unbounded: 0, ways: 6 })
  t.equal(shapeOf('(a*)*').unbounded, Number.POSITIVE_INFINITY)
  t.equal(shapeOf('((a|b)c){2,}').unbounded, Number.POSITIVE_INFINITY)
})
