import fc from 'fast-check'
import t from 'tap'
import { decodeString, endOfString, endOfValue, itemsOf, membersOf, textWithout } from '../../src/fhir/json-members.js'
import { objectText, tokensOf } from './json-samples.js'

t.test('members and items cover the text', async (t) => {
  fc.assert(
    fc.property(objectText([]), (spaced) => {
      const text = tokensOf(spaced).join('')
      const members = membersOf(text)
      t.strictSame(
        members.map(({ name, valueStart, end }) => [name, JSON.parse(text.slice(valueStart, end))]),
        Object.keys(JSON.parse(text)).length === 0 ? [] : members.map(({ name }) => [name, JSON.parse(text)[name]]),
      )
      t.equal(`{${members.map(({ start, end }) => text.slice(start, end)).join()}}`, text)
      t.equal(endOfValue(text, 0), text.length)
      const array = `[${text},1,"]",${text}]`
      t.strictSame(
        itemsOf(array, 0).map(({ start, end }) => array.slice(start, end)),
        [text, '1', '"]"', text],
      )
    }),
  )
})

t.test('strings end at the quote that no backslash escapes', async (t) => {
  for (const literal of ['""', '"a"', '"\\""', '"\\\\"', '"\\\\\\""']) {
    t.equal(endOfString(`${literal},"x"`, 0), literal.length)
    t.equal(decodeString(literal, 0, literal.length), JSON.parse(literal))
  }
})

t.test('empty arrays and other values have no items and no members', async (t) => {
  t.strictSame(itemsOf('[]', 0), [])
  t.strictSame(itemsOf('{}', 0), [])
  t.strictSame(membersOf('[]'), [])
  t.strictSame(membersOf('{}'), [])
})

t.test('leaves named members out, wherever they stand', async (t) => {
  const without = (text: string) => textWithout(text, membersOf(text), ['id', 'meta'])
  t.equal(without('{"id":1,"a":2,"b":3}'), ',"a":2,"b":3')
  t.equal(without('{"a":2,"id":1,"b":3,"meta":{}}'), ',"a":2,"b":3')
  t.equal(without('{"id":1,"meta":{}}'), '')
  t.equal(without('{}'), '')
})
