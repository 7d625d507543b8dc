import fc from 'fast-check'
import t from 'tap'
import { exactForm, normalizeText } from '../../src/search/normalize.js'

// https://hl7.org/fhir/R4/search.html#string
t.test('case, accents and white space make no difference', async (t) => {
  t.equal(normalizeText('  Müller-Lüdenscheidt\t\n '), 'muller-ludenscheidt')
  t.equal(normalizeText('José  Ángel'), 'jose angel')
  t.equal(normalizeText('Jose\u0301'), 'jose')
  t.equal(normalizeText('Łukasz Ørsted'), 'lukasz orsted')
  t.equal(normalizeText('STRASSE'), normalizeText('Straße'))
  t.equal(normalizeText('ΟΔΟΣ'), normalizeText('οδος'))
  t.equal(normalizeText('ﬁne'), 'fine')
  t.equal(normalizeText('zero\u200bwidth'), 'zero width')
})

t.test('texts of any length, in bounded memory', async (t) => {
  const length = 10_000_000
  t.equal(normalizeText('ab '.repeat(length / 3)).length, length - 2)
  t.equal(normalizeText(' '.repeat(length)), '')
  t.equal(normalizeText(`ü${'\u3000'.repeat(length)}`), 'u')
})

t.test('marks that distinguish letters in other scripts stay', async (t) => {
  t.not(normalizeText('が'), normalizeText('か'))
  t.not(normalizeText('कि'), normalizeText('क'))
})

t.test('normalising twice is normalising once', async () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => normalizeText(normalizeText(text)) === normalizeText(text)),
    { numRuns: 2000 },
  )
})

t.test('upper case is the same as lower case', async () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'aäéñßøzž 1-') }), (text) => {
      return normalizeText(text.toUpperCase()) === normalizeText(text)
    }),
  )
})

t.test('the exact form keeps case and accents, and makes codings of one character the same', async (t) => {
  t.equal(exactForm('Jose\u0301'), 'José')
  t.not(exactForm('JOSÉ'), exactForm('José'))
})
