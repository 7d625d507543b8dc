import t from 'tap'
import { ruleNames } from '../../../src/validation/keywords/vocabulary.js'
import { rules } from '../../../src/validation/rules/registry.js'
import { callsOf } from './recording-makers.js'

t.test('every rule of the registry has its keyword', async (t) => {
  for (const name of Object.keys(rules)) t.ok((ruleNames as readonly string[]).includes(name), name)
})

t.test('a schema may hold itself', async (t) => {
  const item = { invariant: [{}], properties: { item: { items: { $ref: '#/$defs/item' } } } }
  const calls = callsOf(
    { properties: { item: { items: { $ref: '#/$defs/item' } } }, $defs: { item } },
    { item: [{ item: [{}] }] },
  )
  t.strictSame(
    calls.map(([, , pointer]) => pointer),
    ['/item/0', '/item/0/item/0'],
  )
})
