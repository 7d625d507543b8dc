import t from 'tap'
import { callsOf } from './recording-makers.js'

t.test('asks each rule of a list, at the place of the value', async (t) => {
  const schema = { properties: { name: { items: { invariant: [{ key: 'a' }, { key: 'b' }] } } } }
  t.strictSame(callsOf(schema, { name: [1, 2] }, '/entry/0/resource'), [
    ['invariant', 1, '/entry/0/resource/name/0', undefined],
    ['invariant', 1, '/entry/0/resource/name/0', undefined],
    ['invariant', 2, '/entry/0/resource/name/1', undefined],
    ['invariant', 2, '/entry/0/resource/name/1', undefined],
  ])
})

t.test('passes over what is of another JSON type', async (t) => {
  const schema = { properties: { name: { items: { invariant: [{}] } } } }
  for (const value of [null, 5, 'x', [], { name: 5 }, { name: {} }]) t.strictSame(callsOf(schema, value), [])
})

t.test('rules of JSON Schema with names of ours are gone', async (t) => {
  t.strictSame(
    callsOf({ maxLength: [{ max: 1 }], pattern: [{ value: 'a' }] }, 'abc').map(([name]) => name),
    ['maxLength', 'pattern'],
  )
})
