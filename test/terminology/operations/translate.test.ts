import type { ConceptMap, Parameters } from '@medplum/fhirtypes'
import t from 'tap'
import { FhirError } from '../../../src/fhir/outcome.js'
import { createTerminology } from '../../../src/terminology/create-terminology.js'
import { type TranslateInput, translate } from '../../../src/terminology/operations/translate.js'
import { canonicalsOf, r4Canonicals } from '../fixtures.js'

type Group = NonNullable<ConceptMap['group']>[number]

const map = (name: string, unmapped?: Group['unmapped']): ConceptMap => ({
  resourceType: 'ConceptMap',
  url: `http://example.org/ConceptMap/${name}`,
  status: 'active',
  sourceUri: 'http://example.org/ValueSet/from',
  targetUri: 'http://example.org/ValueSet/to',
  group: [
    {
      source: 'http://a',
      target: 'http://b',
      element: [
        { code: 'one', target: [{ code: 'eins', display: 'Eins', equivalence: 'equal' }] },
        {
          code: 'some',
          target: [
            { code: 'eins', equivalence: 'narrower' },
            { code: 'zwei', equivalence: 'narrower' },
          ],
        },
        { code: 'none', target: [{ equivalence: 'unmatched' }] },
        {
          code: 'depends',
          target: [
            {
              code: 'x',
              equivalence: 'equivalent',
              dependsOn: [{ property: 'http://p', value: 'yes' }],
              product: [{ property: 'http://q', value: 'v' }],
            },
          ],
        },
      ],
      ...(unmapped === undefined ? {} : { unmapped }),
    },
  ],
})

const first = map('first')
const second = map('second', { mode: 'other-map', url: 'http://example.org/ConceptMap/second' })
const engine = createTerminology({
  canonicals: canonicalsOf(
    first,
    second,
    map('fixed', { mode: 'fixed', code: 'other', display: 'Other' }),
    map('provided', { mode: 'provided' }),
    map('chained', { mode: 'other-map', url: 'http://example.org/ConceptMap/fixed' }),
  ),
})
const url = first.url ?? ''

const result = ({ parameter }: Parameters): unknown => parameter?.find(({ name }) => name === 'result')?.valueBoolean
/** Matches as `equivalence system|code`. */
const matches = ({ parameter }: Parameters): readonly string[] =>
  (parameter ?? [])
    .filter(({ name }) => name === 'match')
    .map(({ part }) => {
      const coding = part?.find(({ name }) => name === 'concept')?.valueCoding
      return `${part?.[0]?.valueCode} ${coding === undefined ? 'nothing' : `${coding.system}|${coding.code}`}`
    })
const to = (input: TranslateInput): Promise<Parameters> => translate(engine, { url, ...input })

async function statusOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    return await promise
  } catch (error) {
    return error instanceof FhirError ? error.status : error
  }
}

t.test('a code is mapped forward, with every equivalence that the map gives', async (t) => {
  const one = await to({ code: 'one', system: 'http://a' })
  t.equal(result(one), true)
  t.strictSame(matches(one), ['equal http://b|eins'])
  t.match(one.parameter?.[1]?.part?.at(-1), { name: 'source', valueUri: url })
  t.strictSame(matches(await to({ coding: { system: 'http://a', code: 'some' } })), [
    'narrower http://b|eins',
    'narrower http://b|zwei',
  ])
  t.strictSame(
    matches(
      await to({
        codeableConcept: {
          coding: [
            { system: 'http://a', code: 'one' },
            { system: 'http://x', code: 'one' },
          ],
        },
      }),
    ),
    ['equal http://b|eins'],
  )
})

t.test('what is unmatched or absent is no result, and the message says so', async (t) => {
  const none = await to({ code: 'none', system: 'http://a' })
  t.equal(result(none), false)
  t.strictSame(matches(none), ['unmatched nothing'])
  const absent = await to({ code: 'absent', system: 'http://a' })
  t.equal(result(absent), false)
  t.match(absent.parameter?.[1], { name: 'message', valueString: /`absent`/ })
})

t.test('backwards, narrower is wider', async (t) => {
  t.strictSame(matches(await to({ code: 'eins', system: 'http://b', reverse: true })), [
    'equal http://a|one',
    'wider http://a|some',
  ])
})

t.test('what a map says of codes that it does not map is followed, and a circle of maps ends', async (t) => {
  const of = async (name: string): Promise<readonly string[]> =>
    matches(await to({ url: `http://example.org/ConceptMap/${name}`, code: 'absent', system: 'http://a' }))
  t.strictSame(await of('fixed'), ['relatedto http://b|other'])
  t.strictSame(await of('provided'), ['equal http://b|absent'])
  t.strictSame(await of('chained'), ['relatedto http://b|other'])
  t.strictSame(await of('second'), [])
})

t.test('a mapping that depends on something needs it', async (t) => {
  t.strictSame(matches(await to({ code: 'depends', system: 'http://a' })), [])
  const dependencies = [{ element: 'http://p', concept: { code: 'yes' } }]
  const found = await to({ code: 'depends', system: 'http://a', dependencies })
  t.strictSame(matches(found), ['equivalent http://b|x'])
  t.match(found.parameter?.[1]?.part?.[2], {
    name: 'product',
    part: [
      { name: 'element', valueUri: 'http://q' },
      { name: 'concept', valueCoding: { code: 'v' } },
    ],
  })
})

t.test('without a url the map is found by what it maps from and to', async (t) => {
  const scope = { url: undefined, source: 'http://example.org/ValueSet/from', target: 'http://example.org/ValueSet/to' }
  t.equal(result(await to({ ...scope, code: 'one', system: 'http://a' })), true)
  t.equal(result(await to({ url: undefined, targetsystem: 'http://b', code: 'one', system: 'http://a' })), true)
  t.equal(result(await to({ url, targetsystem: 'http://c', code: 'one', system: 'http://a' })), false)
  t.equal(await statusOf(to({ ...scope, target: 'http://nowhere', code: 'one' })), 404)
  t.equal(await statusOf(to({ url: undefined, code: 'one' })), 400)
  t.equal(await statusOf(to({ url: 'http://nowhere', code: 'one' })), 404)
  t.equal(await statusOf(to({})), 400)
  t.equal(result(await translate(engine, { conceptMap: first, code: 'one', system: 'http://a' })), true)
})

t.test("R4's own maps work both ways", async (t) => {
  const r4 = createTerminology({ canonicals: r4Canonicals() })
  const cm = { url: 'http://hl7.org/fhir/ConceptMap/cm-address-use-v3' }
  t.strictSame(matches(await translate(r4, { ...cm, code: 'home', system: 'http://hl7.org/fhir/address-use' })), [
    'equal http://terminology.hl7.org/CodeSystem/v3-AddressUse|H',
  ])
  t.ok(
    matches(
      await translate(r4, {
        ...cm,
        code: 'H',
        system: 'http://terminology.hl7.org/CodeSystem/v3-AddressUse',
        reverse: true,
      }),
    ).includes('equal http://hl7.org/fhir/address-use|home'),
  )
})
