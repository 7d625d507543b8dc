import t from 'tap'
import { callsOf } from './recording-makers.js'

const one = { primitives: [{ name: 'birthDate', many: false, rules: { invariant: [{}] } }] }
const many = { primitives: [{ name: 'given', many: true, rules: { invariant: [{}] } }] }

t.test('a rule sees the value and its sibling', async (t) => {
  t.strictSame(callsOf(one, { birthDate: '2026', _birthDate: { id: 'a' } }), [
    ['invariant', '2026', '/birthDate', { id: 'a' }],
  ])
  t.strictSame(callsOf(one, { _birthDate: { id: 'a' } }), [['invariant', undefined, '/birthDate', { id: 'a' }]])
  t.strictSame(callsOf(one, {}), [])
})

t.test('items and their siblings go side by side, as far as the longer list', async (t) => {
  t.strictSame(callsOf(many, { given: ['a', null], _given: [null, { id: 'b' }, { id: 'c' }] }), [
    ['invariant', 'a', '/given/0', undefined],
    ['invariant', undefined, '/given/1', { id: 'b' }],
    ['invariant', undefined, '/given/2', { id: 'c' }],
  ])
  t.strictSame(callsOf(many, { given: 'a' }), [])
})
