import { existsSync, readFileSync } from 'node:fs'
import t from 'tap'
import { createSpecialSources } from '../../../src/terminology/special/special.js'
import { createUcumConversion } from '../../../src/terminology/special/ucum.js'

const find = createSpecialSources()
const has = (url: string, code: string): boolean => find(url)?.local?.find(code) !== undefined

/** Asserts which codes a system has, and which it has not. */
function judges(url: string, right: readonly string[], wrong: readonly string[]): void {
  t.test(`${url} has its codes and no others`, async (t) => {
    for (const code of right) t.equal(has(url, code), true, code)
    for (const code of wrong) t.equal(has(url, code), false, code.slice(0, 40))
  })
}

judges(
  'http://unitsofmeasure.org',
  ['mg/dL', '10*3/uL', '%', '1', 'mm[Hg]', '[degF]', 'Cel', '{score}', '{beats}/min', 'kg.m/s2', 'mg{creat}/d'],
  ['mmHg', 'degF', ' mg', 'mg ', '', '{', 'm2(', 'kilos', '('.repeat(90), 'm'.repeat(10_000)],
)
judges(
  'urn:ietf:bcp:47',
  ['en', 'en-US', 'EN-us', 'de-CH-1996', 'zh-Hans-CN', 'i-klingon', 'x-ours', 'tlh', 'es-419'],
  ['', 'english', 'en_US', 'en-', 'zz', 'en-ZY', 'e', 'en US'],
)
judges(
  'urn:ietf:bcp:13',
  [
    'text/plain',
    'application/fhir+json',
    'text/plain; charset=utf-8',
    'application/dicom; variant=DICOM WADO-RS',
    'IMAGE/PNG',
    'x-ours/thing',
    'json',
    'xml',
  ],
  ['', 'text', 'text/', '/plain', 'txt/plain', 'text/plain; charset', 'text/pl ain'],
)
judges('urn:ietf:rfc:3986', ['http://a.b/c', 'urn:oid:1.2.3', 'mailto:a@b.c', 'a/b'], ['', 'http://a b', 'a|b'])
judges('urn:iso:std:iso:3166', ['US', 'DEU', '276'], ['us', 'UK', 'USAA', '000'])
judges('urn:iso:std:iso:3166:-2', ['US-MA', 'CH-ZH'], ['MA', 'US-ZZ'])
judges('http://unstats.un.org/unsd/methods/m49/m49.htm', ['001', '150', '840'], ['1', '999'])
judges('urn:iso:std:iso:4217', ['USD', 'CHF', 'XAU'], ['usd', 'DEM', '$'])
judges('https://www.usps.com/', ['MA', 'DC', 'PR', 'AE'], ['ma', 'XX', 'Massachusetts'])
judges('https://www.iana.org/time-zones', ['America/New_York', 'UTC'], ['', 'New York', '+01:00', 'Mars/Olympus'])

t.test('a list names its concepts and what they lie in', async (t) => {
  t.equal(find('https://www.usps.com/')?.local?.find('MA')?.display, 'Massachusetts')
  t.equal(find('https://www.usps.com/')?.local?.size, 62)
  const area = find('http://unstats.un.org/unsd/methods/m49/m49.htm')?.local
  t.equal(area?.descends('150', '155'), true)
  t.equal(area?.fulfils('150', [{ property: 'class', op: '=', value: 'region' }]), true)
  t.equal(area?.fulfils('840', [{ property: 'class', op: '=', value: 'region' }]), false)
})

t.test('units are told apart by their dimension', async (t) => {
  const ucum = find('http://unitsofmeasure.org')?.local
  t.equal(ucum?.fulfils('mo', [{ property: 'canonical', op: '=', value: 'a' }]), true)
  t.equal(ucum?.fulfils('m', [{ property: 'canonical', op: '=', value: 'a' }]), false)
  t.equal(ucum?.fulfils('no-unit', [{ property: 'canonical', op: '=', value: 'a' }]), false)
  t.equal(ucum?.fulfils('mg', [{ property: 'code', op: 'in', value: 'mg,g' }]), true)
})

t.test('an unknown system is not special, and a made one is kept', async (t) => {
  t.equal(find('http://loinc.org'), undefined)
  t.equal(find('constructor'), undefined)
  t.equal(find('urn:ietf:bcp:47'), find('urn:ietf:bcp:47'))
})

const functionalTests = new URL('../../../../../shared/data/ucum/UcumFunctionalTests.xml', import.meta.url)
const skip = existsSync(functionalTests) ? false : `${functionalTests.pathname} is not there`

t.test("units are judged as UCUM's functional tests say", { skip }, async (t) => {
  const cases = [
    ...readFileSync(functionalTests, 'utf8').matchAll(/<case [^>]*unit="([^"]*)"[^>]*valid="(true|false)"/g),
  ]
  t.ok(cases.length > 500)
  const unescaped = (text: string): string =>
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  const wrong = cases.filter(
    ([, unit = '', valid]) => has('http://unitsofmeasure.org', unescaped(unit)) !== (valid === 'true'),
  )
  t.strictSame(wrong, [])
})

t.test('amounts are converted between units that measure the same', async (t) => {
  const convert = createUcumConversion()
  t.equal(convert(1500, 'g', 'kg'), 1.5)
  t.equal(convert(0, 'Cel', 'K'), 273.15)
  t.equal(convert(1, 'm', 'kg'), undefined)
  t.equal(convert(1, 'pound', 'kg'), undefined)
  t.equal(convert(1, 'kg', 'k  g'), undefined)
})
