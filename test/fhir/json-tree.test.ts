import fc from 'fast-check'
import t from 'tap'
import { literalOf, numberNode, sameValue, textOf, treeOf } from '../../src/fhir/json-tree.js'
import { objectText, tokensOf } from './json-samples.js'

t.test('reading and writing keeps keys in order, values, and the text of numbers', async (t) => {
  const normal = (text: string) =>
    tokensOf(text)
      .map((token) => (token.startsWith('"') ? JSON.stringify(JSON.parse(token)) : token))
      .join('')
  fc.assert(
    fc.property(objectText([]), (text) => {
      t.equal(textOf(treeOf(text)), normal(text))
    }),
  )
})

t.test('numbers are the same by value, however written', async (t) => {
  for (const [one, other, same] of [
    ['1', '1.0', true],
    ['100', '1e2', true],
    ['0.10', '1E-1', true],
    ['-0.0', '0', true],
    ['1', '-1', false],
    ['10', '1', false],
    ['123456789012345678901', '123456789012345678902', false],
    ['1e999999999999', '1', false],
  ] as const) {
    t.equal(sameValue(numberNode(one), numberNode(other)), same, `${one} ${other}`)
  }
  t.equal(sameValue('1', numberNode('1')), false)
  t.equal(sameValue({ a: [null, true] }, { a: [null, true] }), true)
  t.equal(sameValue({ a: null }, {}), false)
  t.equal(sameValue([], {}), false)
  t.equal(sameValue({}, { toString: null }), false)
  t.equal(sameValue({ toString: null }, { a: null }), false)
})

t.test('a text that looks like a mark stays a text', async (t) => {
  t.equal(textOf(treeOf('{"a":"\\"\\\\u00001\\""}')), '{"a":"\\"\\\\u00001\\""}')
  t.equal(literalOf('1'), undefined)
  t.equal(literalOf(numberNode('1.0')), '1.0')
})
