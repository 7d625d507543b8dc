import t from 'tap'
import { isEmpty, readField, writeField } from '../../src/fhir/json-field.js'
import type { JsonObject } from '../../src/fhir/json-tree.js'

t.test('values and their siblings are read and written together', async (t) => {
  const object: JsonObject = { given: ['a', null], _given: [null, { id: '1' }] }
  const cells = readField(object, 'given')
  t.strictSame(cells, [
    { value: 'a', sibling: undefined },
    { value: undefined, sibling: { id: '1' } },
  ])
  writeField(object, 'given', { max: 5 }, cells.toReversed())
  t.strictSame(object, { given: [null, 'a'], _given: [{ id: '1' }, null] })
  writeField(object, 'given', { max: 5 }, [])
  t.strictSame(object, {})
})

t.test('what cannot repeat is no list', async (t) => {
  const object: JsonObject = { _birthDate: { id: '1' } }
  t.strictSame(readField(object, 'birthDate'), [{ value: undefined, sibling: { id: '1' } }])
  writeField(object, 'birthDate', { max: 1 }, [{ value: '1970', sibling: undefined }])
  t.strictSame(object, { birthDate: '1970' })
  t.strictSame(readField(object, 'other'), [])
})

t.test('empty is what says nothing', async (t) => {
  t.equal(isEmpty({}), true)
  t.equal(isEmpty(undefined), true)
  t.equal(isEmpty([]), false)
  t.equal(isEmpty({ id: '1' }), false)
})
