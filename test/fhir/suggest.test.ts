import t from 'tap'
import { shown, suggestion } from '../../src/fhir/suggest.js'

t.test('names the nearest name that exists', async (t) => {
  t.equal(suggestion('birthdat', ['name', 'birthdate']), ' Did you mean `birthdate`?')
  t.equal(suggestion('brithdate', ['name', 'birthdate']), ' Did you mean `birthdate`?')
  t.equal(suggestion('nam', ['id', 'name']), ' Did you mean `name`?')
  t.equal(suggestion('nmae', ['id', 'name']), ' Did you mean `name`?')
  t.equal(suggestion('x', []), '')
})

t.test('names none where the nearest is far', async (t) => {
  for (const name of ['foo', 'x', '', 'colour']) t.equal(suggestion(name, ['id', 'name', 'birthdate']), '', name)
})

t.test('cuts what a client sent', async (t) => {
  t.equal(shown('a'.repeat(1_000)).length, 101)
  t.equal(shown('name'), 'name')
  t.equal(suggestion('a'.repeat(1_000_000), ['name']), '')
})
