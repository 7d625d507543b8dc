import { isVerhoeff, luhnDigit } from './check-digits.js'

/** What is known of a code system that is not shipped: how its codes are written. */
export interface AbsentSystem {
  readonly name: string
  /** Why a code cannot be one of this system, as the end of a sentence (`has the check digit 4, not 5`); undefined where it may be one. */
  readonly fault: (code: string) => string | undefined
}

const shaped =
  (shape: RegExp, expected: string) =>
  (code: string): string | undefined =>
    shape.test(code) ? undefined : `is not written like one: expected ${expected}`

/** Numbers carry a check digit; answers, lists, parts and groups (`LA33-6`) have a prefix. https://loinc.org/kb/users-guide/loinc-numbers/ */
function loincFault(code: string): string | undefined {
  if (/^(L[ALPG]\d{1,9}-\d|MTHU\d{6})$/.test(code)) return undefined
  const [, number, digit] = /^(\d{1,7})-(\d)$/.exec(code) ?? []
  if (number === undefined)
    return 'is not written like one: expected digits, a hyphen and a check digit, such as `8867-4`'
  const expected = luhnDigit(number)
  return String(expected) === digit ? undefined : `has the check digit ${digit} where it should be ${expected}`
}

/** Six to eighteen digits, the last a check digit, the two before it saying what kind of thing it names. https://confluence.ihtsdotools.org/display/DOCRELFMT/6+SNOMED+CT+Identifiers */
function snomedFault(code: string): string | undefined {
  // A post-coordinated expression combines concepts; its grammar is not judged here.
  if (/[:+={}(),|<]/.test(code)) return undefined
  if (!/^[1-9]\d{5,17}$/.test(code)) return 'is not written like one: expected 6 to 18 digits'
  if (!isVerhoeff(code)) return 'has a wrong check digit'
  const partition = code.slice(-3, -1)
  return partition === '00' || partition === '10' ? undefined : 'names a description or relationship, not a concept'
}

/** Ten digits, the last a check digit over `80840` and the others. https://www.cms.gov/Regulations-and-Guidance/Administrative-Simplification/NationalProvIdentStand */
function npiFault(code: string): string | undefined {
  if (!/^[12]\d{9}$/.test(code)) return 'is not written like one: expected 10 digits, the first of them 1 or 2'
  const expected = luhnDigit(`80840${code.slice(0, 9)}`)
  return String(expected) === code.charAt(9)
    ? undefined
    : `has the check digit ${code.charAt(9)} where it should be ${expected}`
}

const icd10 = shaped(
  /^[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$|^[A-Z]\d[0-9A-Z]-[A-Z]\d[0-9A-Z]$/,
  'a letter, two digits, and a dot where there are more, such as `E11.9`',
)

const ndcShape = /^(\d{4,5}-\d{3,4}(-\d{1,2})?|\d{8,11})$/

const absentSystems: ReadonlyMap<string, AbsentSystem> = new Map([
  ['http://loinc.org', { name: 'LOINC', fault: loincFault }],
  ['http://snomed.info/sct', { name: 'SNOMED CT', fault: snomedFault }],
  ['http://www.nlm.nih.gov/research/umls/rxnorm', { name: 'RxNorm', fault: shaped(/^\d{1,8}$/, 'digits') }],
  ['http://hl7.org/fhir/sid/icd-10-cm', { name: 'ICD-10-CM', fault: icd10 }],
  ['http://hl7.org/fhir/sid/icd-10', { name: 'ICD-10', fault: icd10 }],
  [
    'http://www.ama-assn.org/go/cpt',
    {
      name: 'CPT',
      fault: shaped(/^\d{4}[0-9A-Z]$|^[0-9A-Z]{2}$/, 'five characters such as `99213`, or a modifier of two'),
    },
  ],
  ['http://hl7.org/fhir/sid/cvx', { name: 'CVX', fault: shaped(/^\d{1,3}$/, 'up to three digits') }],
  [
    'http://hl7.org/fhir/sid/ndc',
    {
      name: 'NDC',
      fault: shaped(ndcShape, 'labeler, product and package by hyphens, such as `0069-2587-10`, or 10 or 11 digits'),
    },
  ],
  [
    'http://nucc.org/provider-taxonomy',
    { name: 'NUCC', fault: shaped(/^[0-9A-Z]{9}X$/, 'ten characters of which the last is an X, such as `207Q00000X`') },
  ],
  ['http://hl7.org/fhir/sid/us-npi', { name: 'NPI', fault: npiFault }],
])

/** How codes of a system that is not shipped are written; undefined for a system that nothing is known of. */
export const absentSystem = (url: string): AbsentSystem | undefined => absentSystems.get(url)
