import fc from 'fast-check'
import t from 'tap'
import { prefixes, splitPrefix, splitUnescaped, unescapeValue } from '../../src/fhir/search-value.js'

t.test('a prefix is taken off, and is eq where there is none', async (t) => {
  for (const prefix of prefixes) t.same(splitPrefix(`${prefix}5`), { prefix, rest: '5' })
  t.same(splitPrefix('5'), { prefix: 'eq', rest: '5' })
  t.same(splitPrefix('xx5'), { prefix: 'eq', rest: 'xx5' })
})

// https://hl7.org/fhir/R4/search.html#escaping
t.test('escaped separators do not split', async (t) => {
  t.same(splitUnescaped('a|b', '|'), ['a', 'b'])
  t.same(splitUnescaped('a\\|b|c', '|'), ['a\\|b', 'c'])
  t.same(splitUnescaped('a\\\\|b', '|'), ['a\\\\', 'b'])
  t.same(splitUnescaped('', '|'), [''])
})

t.test('escapes are resolved once', async (t) => {
  t.equal(unescapeValue('a\\,b\\|c\\$d\\\\e'), 'a,b|c$d\\e')
  t.equal(unescapeValue('a\\nb\\'), 'a\\nb\\')
})

t.test('escaping parts, joining, splitting and unescaping is identity', async () => {
  const escaped = (text: string): string => text.replace(/[\\,|$]/g, '\\$&')
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1 }), (parts) => {
      const read = splitUnescaped(parts.map(escaped).join('|'), '|').map(unescapeValue)
      return JSON.stringify(read) === JSON.stringify(parts)
    }),
  )
})
