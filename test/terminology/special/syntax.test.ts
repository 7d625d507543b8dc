import t from 'tap'
import { isVerhoeff, luhnDigit } from '../../../src/terminology/special/check-digits.js'
import { absentSystem } from '../../../src/terminology/special/syntax.js'

const cases: readonly (readonly [url: string, right: readonly string[], wrong: readonly string[]])[] = [
  [
    'http://loinc.org',
    ['8867-4', '85354-9', '29463-7', 'LA33-6', 'LP43571-6', 'LL1162-8'],
    ['8867-5', '8867', '8867-', 'LX1-1', '', '12345678-1'],
  ],
  [
    'http://snomed.info/sct',
    ['73211009', '22298006', '73211009 |Diabetes| : 363698007 = 1'],
    ['73211008', '073211009', '12345', 'abc', '', '751689013'],
  ],
  ['http://www.nlm.nih.gov/research/umls/rxnorm', ['161'], ['a', '', '123456789']],
  [
    'http://hl7.org/fhir/sid/icd-10-cm',
    ['E11.9', 'U07.1', 'S72.001A', 'A00-B99', 'I10'],
    ['E119', 'e11.9', '', 'E11.', 'E1'],
  ],
  ['http://www.ama-assn.org/go/cpt', ['99213', '0001F', '25'], ['992133', 'x', '']],
  ['http://hl7.org/fhir/sid/cvx', ['08', '207'], ['0808', 'x', '']],
  ['http://hl7.org/fhir/sid/ndc', ['0069-2587-10', '12345-123-12', '12345-1234-1', '00069258710'], ['1-2-3', 'x', '']],
  ['http://nucc.org/provider-taxonomy', ['207Q00000X'], ['207Q00000Y', '207Q0000X', '']],
  ['http://hl7.org/fhir/sid/us-npi', ['1234567893'], ['1234567890', '123456789', '9234567893', '']],
]

for (const [url, right, wrong] of cases) {
  t.test(`${url} is judged by how its codes are written`, async (t) => {
    const system = absentSystem(url)
    for (const code of right) t.equal(system?.fault(code), undefined, code)
    for (const code of wrong) t.type(system?.fault(code), 'string', code)
  })
}

t.test('check digits: one changed digit is always found, two neighbours swapped by Verhoeff too', async (t) => {
  t.equal(luhnDigit('8867'), 4)
  t.equal(isVerhoeff('73211009'), true)
  const digits = '73211009'
  for (let at = 0; at < digits.length; at++) {
    for (let other = 0; other < 10; other++) {
      const changed = `${digits.slice(0, at)}${other}${digits.slice(at + 1)}`
      if (changed !== digits) t.equal(isVerhoeff(changed), false, changed)
    }
    const swapped = `${digits.slice(0, at)}${digits.charAt(at + 1)}${digits.charAt(at)}${digits.slice(at + 2)}`
    if (swapped !== digits && swapped.length === digits.length) t.equal(isVerhoeff(swapped), false, swapped)
  }
})

t.test('nothing is known of any other system', async (t) => {
  t.equal(absentSystem('http://example.org'), undefined)
})
