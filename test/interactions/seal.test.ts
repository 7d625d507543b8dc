import fc from 'fast-check'
import t from 'tap'
import { createSeal } from '../../src/interactions/seal.js'

const seal = createSeal(Buffer.from('secret'))
const refused = { name: 'FhirError', status: 400 }

t.test('opens what it sealed, for any texts', async () => {
  const cursors = fc.string({ minLength: 1, unit: 'grapheme' })
  fc.assert(
    fc.property(cursors, fc.string(), (cursor, binding) => seal.open(seal.seal(cursor, binding), binding) === cursor),
  )
})

t.test('is short and safe in a url', async (t) => {
  const cursor = JSON.stringify([0, 'Observation', '01939c1e-9f7a-7000-8000-000000000000', '2026-11-24 09:30:00.123'])
  t.match(seal.seal(cursor, 'Observation?code=1'), /^[A-Za-z0-9_-]{1,199}$/)
})

t.test('opens the longest cursor that a search has', async (t) => {
  const cursor = JSON.stringify([0, 'Patient', 'x'.repeat(64), ...Array.from({ length: 10 }, () => '9'.repeat(2_002))])
  t.equal(seal.open(seal.seal(cursor, ''), ''), cursor)
})

t.test('refuses a cursor of another query, another secret, or none', async (t) => {
  const sealed = seal.seal('cursor', 'binding')
  t.throws(() => seal.open(sealed, 'another'), refused)
  t.throws(() => createSeal(Buffer.from('other')).open(sealed, 'binding'), refused)
  t.throws(() => seal.open(sealed.slice(0, -2), 'binding'), refused)
  t.throws(() => seal.open(`A${sealed.slice(1)}`, 'binding'), refused)
  for (const text of ['', 'a', '%%%', 'x'.repeat(100_000)]) t.throws(() => seal.open(text, 'binding'), refused)
})

t.test('does not confuse where the binding ends', async (t) => {
  t.throws(() => seal.open(seal.seal('bc', 'a'), 'ab'), refused)
})
