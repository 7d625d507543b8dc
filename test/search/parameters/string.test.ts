import fc from 'fast-check'
import t from 'tap'
import { normalizeText } from '../../../src/search/normalize.js'
import { prefixMax, string, textMax } from '../../../src/search/parameters/string.js'
import { finds, indexed, predicateOf } from '../clinic.js'

const patient = {
  resourceType: 'Patient',
  name: [{ family: 'Müller-Lüdenscheidt', given: ['Anna Maria', 'José'], prefix: ['Dr.'] }],
  address: [{ line: ['1 Main Street'], city: 'Springfield', postalCode: '01101' }],
}

// https://hl7.org/fhir/R4/search.html#string
t.test('a field that equals or begins with the value matches, case and accents aside', async (t) => {
  for (const value of ['Müller', 'muller', 'MULLER-LUDENSCHEIDT', 'm']) t.ok(finds(patient, 'family', value), value)
  for (const value of ['Lüdenscheidt', 'mullerx', 'muller-ludenscheidtx'])
    t.notOk(finds(patient, 'family', value), value)
})

t.test('each part of a name or an address is a field', async (t) => {
  for (const value of ['anna', 'jose', 'dr', 'muller', 'anna  maria']) t.ok(finds(patient, 'name', value), value)
  for (const value of ['1 main', 'spring', '011']) t.ok(finds(patient, 'address', value), value)
  t.notOk(finds(patient, 'name', 'maria'))
})

t.test('a prefix beyond those in tokens is checked to its end', async (t) => {
  t.ok(finds(patient, 'family', 'muller-ludensch'))
  t.notOk(finds(patient, 'family', 'muller-ludenXch'))
  t.equal(predicateOf('Patient', 'family', 'x'.repeat(prefixMax)).kind, 'tokens-all')
  t.equal(predicateOf('Patient', 'family', 'x'.repeat(prefixMax + 1)).kind, 'and')
})

t.test(':exact compares the whole text, case and accents included', async (t) => {
  t.ok(finds(patient, 'family:exact', 'Müller-Lüdenscheidt'))
  for (const value of ['müller-lüdenscheidt', 'Muller-Ludenscheidt', 'Müller'])
    t.notOk(finds(patient, 'family:exact', value))
})

t.test(':contains looks anywhere, normalised', async (t) => {
  for (const value of ['LÜDEN', 'luden', 'muller', '-l']) t.ok(finds(patient, 'family:contains', value), value)
  t.notOk(finds(patient, 'family:contains', 'maria'))
})

t.test('very long texts: :exact is right, the rest sees the beginning', async (t) => {
  const long = `${'a'.repeat(5000)}b`
  const person = { resourceType: 'Patient', name: [{ family: long }] }
  t.ok(finds(person, 'family:exact', long))
  t.notOk(finds(person, 'family:exact', `${'a'.repeat(5000)}c`))
  t.ok(finds(person, 'family', long))
  t.equal(indexed(person).values.find(({ parameter }) => parameter === 'family')?.text?.length, textMax)
})

t.test('empty values are refused', async (t) => {
  for (const name of ['family', 'family:exact', 'family:contains'])
    t.throws(() => predicateOf('Patient', name, ''), { message: /`family/ })
  t.throws(() => predicateOf('Patient', 'family', ' \u0301 '), { message: /visible character/ })
})

t.test('what is indexed is found by its own text and by every beginning of it', async () => {
  const escaped = (text: string): string => text.replace(/[\\,|$]/g, '\\$&')
  const family = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .filter((text) => normalizeText(text) !== '')
  fc.assert(
    fc.property(family, fc.nat(), (text, seed) => {
      const person = { resourceType: 'Patient', name: [{ family: text }] }
      const normalized = normalizeText(text)
      const beginning = normalized.slice(0, 1 + (seed % normalized.length)).trimEnd()
      const split = /[\ud800-\udbff]$/.test(beginning) || normalizeText(beginning) !== beginning
      return (
        finds(person, 'family', escaped(text)) &&
        finds(person, 'family:exact', escaped(text)) &&
        finds(person, 'family:contains', escaped(text)) &&
        (split || finds(person, 'family', escaped(beginning)))
      )
    }),
  )
})

t.test('the modifiers are those that are matched', async (t) => {
  t.same(string.modifiers, ['missing', 'exact', 'contains'])
})
