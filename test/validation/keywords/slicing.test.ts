import t from 'tap'
import { callsOf } from './recording-makers.js'

const slices = [{}, { invariant: [{}] }, { fixed: [{}] }]

t.test('each item is asked what its slice asks', async (t) => {
  const schema = { properties: { name: { slicing: [{ many: true }], slices } } }
  t.strictSame(callsOf(schema, { name: ['a', 'bb', 5, ''] }), [
    ['invariant', 'a', '/name/0', undefined],
    ['fixed', 'bb', '/name/1', undefined],
  ])
})

t.test('so is a value that does not repeat', async (t) => {
  const schema = { properties: { value: { slicing: [{ many: false }], slices } } }
  t.strictSame(callsOf(schema, { value: 'bb' }), [['fixed', 'bb', '/value', undefined]])
})
