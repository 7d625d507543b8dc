import t from 'tap'
import { createOpenKeys } from '../../src/fhir/json-keys.js'

t.test('tells a key that its object has from one of another object', async (t) => {
  const text = '"a""b""\\u0061"'
  const keys = createOpenKeys(text)
  keys.open()
  t.equal(keys.add(0, 3), 'added')
  keys.open()
  t.equal(keys.add(0, 3), 'added')
  t.equal(keys.add(3, 6), 'added')
  t.equal(keys.add(6, 14), 'duplicate', 'an escape hides nothing')
  keys.close()
  t.equal(keys.add(3, 6), 'added')
  t.equal(keys.add(0, 3), 'duplicate')
})

t.test('tells keys of equal hash apart', async (t) => {
  const text = '"Aa""BB"'
  const keys = createOpenKeys(text)
  keys.open()
  t.equal(keys.add(0, 4), 'added')
  t.equal(keys.add(4, 8), 'added')
})

t.test('holds beyond the keys that are compared one by one', async (t) => {
  const literals = Array.from({ length: 100 }, (_, index) => `"${index + 100}"`)
  const keys = createOpenKeys(literals.join(''))
  keys.open()
  for (let i = 0; i < 100; i++) t.equal(keys.add(i * 5, i * 5 + 5), 'added')
  for (let i = 0; i < 100; i++) t.equal(keys.add(i * 5, i * 5 + 5), 'duplicate')
  keys.close()
  keys.open()
  for (let i = 0; i < 100; i++) t.equal(keys.add(i * 5, i * 5 + 5), 'added')
})

t.test('takes a thousand keys an object', async (t) => {
  const literals = Array.from({ length: 1001 }, (_, index) => `"${index + 1000}"`)
  const keys = createOpenKeys(literals.join(''))
  keys.open()
  for (let i = 0; i < 1000; i++) keys.add(i * 6, i * 6 + 6)
  t.equal(keys.add(6000, 6006), 'too many')
})
