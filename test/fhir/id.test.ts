import t from 'tap'
import { isAddressableId, isId } from '../../src/fhir/id.js'

// https://hl7.org/fhir/R4/datatypes.html#id
t.test('ids of 1 to 64 letters, digits, dashes and points are valid', async (t) => {
  for (const id of ['1', 'A-b.9', 'x'.repeat(64)]) t.ok(isId(id), id)
})

t.test('everything else is no id', async (t) => {
  for (const id of ['', 'x'.repeat(65), 'a b', 'a_b', 'é', 'a/b', 'a\n']) t.notOk(isId(id), JSON.stringify(id))
})

t.test('an id of one or two points is an id that no resource can have at an address', async (t) => {
  for (const id of ['.', '..']) {
    t.ok(isId(id), id)
    t.notOk(isAddressableId(id), id)
  }
  for (const id of ['1', '...', '.a', 'a.']) t.ok(isAddressableId(id), id)
  t.notOk(isAddressableId('a/b'))
})
