import t from 'tap'
import { shown, suggestion } from '../../src/fhir/suggest.js'

t.test('names the nearest name that exists', async (t) => {
  t.equal(suggestion('birthdat', ['name', 'birthdate']), ' Did you mean `birthdate`?')
  t.equal(suggestion('x', []), '')
})

t.test('cuts what a client sent', async (t) => {
  t.equal(shown('a'.repeat(1_000)).length, 101)
  t.equal(shown('name'), 'name')
  t.ok(suggestion('a'.repeat(1_000_000), ['name']))
})
