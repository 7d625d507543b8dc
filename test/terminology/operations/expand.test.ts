import type { CodeSystem, ValueSet } from '@medplum/fhirtypes'
import t from 'tap'
import { FhirError } from '../../../src/fhir/outcome.js'
import { createTerminology } from '../../../src/terminology/create-terminology.js'
import { terminologyLimits } from '../../../src/terminology/engine.js'
import { createLocalSource } from '../../../src/terminology/local-source.js'
import { type ExpandInput, expand } from '../../../src/terminology/operations/expand.js'
import { animals, asIfStored, canonicalsOf, noDatabase, valueSetOf } from '../fixtures.js'

const system = animals.url ?? ''
const stamp = { identifier: 'urn:uuid:5f1f1d0e-1b1e-4a43-8f5e-000000000000', timestamp: '2026-01-01T00:00:00Z' }
const isA = (value: string) => ({ system, filter: [{ property: 'concept', op: 'is-a', value }] }) as const
const all = valueSetOf('all', { include: [{ system }] })
const mammals = valueSetOf('mammals', { include: [{ ...isA('mammal'), filter: [...isA('mammal').filter] }] })
const mixed = valueSetOf('mixed', {
  include: [
    { valueSet: [mammals.url ?? ''] },
    { system, concept: [{ code: 'rock', display: 'Stone' }, { code: 'dog' }] },
  ],
  exclude: [{ system, concept: [{ code: 'cat' }] }],
})
const engine = createTerminology({ canonicals: canonicalsOf(animals, all, mammals, mixed) })

type Narrowed = Omit<ExpandInput, 'stamp'>
const expansionOf = (input: Narrowed): Promise<ValueSet> => expand(engine, { ...input, stamp }, noDatabase)
const codesOf = async (input: Narrowed): Promise<readonly string[]> =>
  ((await expansionOf(input)).expansion?.contains ?? []).flatMap(({ code }) => code ?? [])

async function refusal(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
    return 'nothing'
  } catch (error) {
    return error instanceof FhirError ? `${error.status} ${error.issues[0]?.code} ${error.message}` : String(error)
  }
}

t.test('an expansion says what it was made from', async (t) => {
  const { expansion, compose, url } = await expansionOf({ url: all.url, count: 2, offset: 1, filter: 'a' })
  t.equal(url, all.url)
  t.equal(compose, undefined)
  t.match(expansion, {
    ...stamp,
    total: 5,
    offset: 1,
    contains: [{ system, code: 'mammal', display: 'Mammal' }, { code: 'cat' }],
  })
  t.strictSame(expansion?.parameter, [
    { name: 'filter', valueString: 'a' },
    { name: 'offset', valueInteger: 1 },
    { name: 'count', valueInteger: 2 },
    { name: 'excludeNested', valueBoolean: true },
    { name: 'version', valueUri: `${system}|2.0` },
  ])
  t.ok((await expansionOf({ url: all.url, includeDefinition: true })).compose)
})

t.test('rules that include, import, exclude and overlap hold each code once, in their order', async (t) => {
  t.strictSame(await codesOf({ url: mixed.url }), ['mammal', 'dog', 'aurochs', 'platypus', 'rock'])
  t.strictSame(await codesOf({ url: mixed.url, offset: 3, count: 1 }), ['platypus'])
  t.strictSame(await codesOf({ url: mixed.url, activeOnly: true }), ['mammal', 'dog', 'platypus', 'rock'])
  t.strictSame(await codesOf({ url: mixed.url, filter: 'stone' }), ['rock'])
  t.strictSame(await codesOf({ url: mixed.url, count: 0 }), [])
  t.equal((await expansionOf({ url: mixed.url, count: 0 })).expansion?.total, 5)
})

t.test('states, languages and designations are shown', async (t) => {
  const { expansion } = await expansionOf({ url: all.url, displayLanguage: 'de', includeDesignations: true })
  const entry = (code: string) => expansion?.contains?.find((each) => each.code === code)
  t.match(entry('dog'), { display: 'Hund', designation: [{ language: 'de', value: 'Hund' }, { language: 'fr-CH' }] })
  t.match(entry('animal'), { abstract: true })
  t.match(entry('aurochs'), { inactive: true })
  const french = await expansionOf({ url: all.url, includeDesignations: true, designations: ['urn:ietf:bcp:47|fr-CH'] })
  t.equal(french.expansion?.contains?.find(({ code }) => code === 'dog')?.designation?.length, 1)
  t.notOk((await codesOf({ url: all.url, excludeNotForUI: true })).includes('animal'))
})

t.test('versions of code systems can be chosen, checked and left out', async (t) => {
  const older: CodeSystem = { ...animals, version: '1.0', concept: [{ code: 'dodo' }] }
  const pinned = valueSetOf('pinned', { include: [{ system, version: '2.0' }] })
  const two = createTerminology({ canonicals: canonicalsOf(older, animals, all, pinned) })
  const codes = async (input: Narrowed): Promise<readonly unknown[]> =>
    ((await expand(two, { ...input, stamp }, noDatabase)).expansion?.contains ?? []).map(({ code }) => code)
  t.strictSame(await codes({ url: all.url, systemVersion: [`${system}|1.0`] }), ['dodo'])
  t.equal((await codes({ url: pinned.url, systemVersion: [`${system}|1.0`] })).length, 9)
  t.strictSame(await codes({ url: pinned.url, forceSystemVersion: [`${system}|1.0`] }), ['dodo'])
  t.match(await refusal(codes({ url: pinned.url, checkSystemVersion: [`${system}|1.0`] })), /^400 invalid/)
  t.match(await refusal(codes({ url: all.url, forceSystemVersion: [`${system}|9`] })), /^422 not-supported .*\|9/)
  t.strictSame(await codes({ url: all.url, excludeSystem: [system] }), [])
})

t.test('what cannot be expanded is refused with the reason', async (t) => {
  const circle = valueSetOf('circle', { include: [{ valueSet: ['http://example.org/ValueSet/circle'] }] })
  const cyclic = createTerminology({ canonicals: canonicalsOf(circle) })
  t.match(await refusal(expand(cyclic, { url: circle.url, stamp }, noDatabase)), /^422 processing .*imports itself/)
  const inline = (valueSet: ValueSet): Promise<string> => refusal(expansionOf({ valueSet }))
  const including = (...include: NonNullable<ValueSet['compose']>['include']): ValueSet => valueSetOf('x', { include })
  t.match(await inline(including({ system: 'http://unitsofmeasure.org' })), /^422 too-costly .*follow a grammar/)
  t.match(await inline(including({ system: 'http://loinc.org' })), /^422 not-supported .*not on this server/)
  t.match(await inline(including({ valueSet: ['http://nowhere'] })), /^422 not-found .*http:\/\/nowhere/)
  t.match(
    await inline(including({ system, filter: [{ property: 'code', op: 'regex', value: '(' }] })),
    /^400 invalid .*regex/,
  )
  t.match(await inline(including({})), /^400 invalid/)
  t.match(await refusal(expansionOf({ url: 'http://nowhere' })), /^404 not-found/)
  t.match(await refusal(expansionOf({})), /^400 invalid/)
  t.match(await refusal(expansionOf({ url: all.url, count: -1 })), /^400 invalid/)
  t.match(await refusal(expansionOf({ url: all.url, offset: 0.5 })), /^400 invalid/)
})

t.test('codes of a list are in the expansion though their system is absent', async (t) => {
  const valueSet = valueSetOf('listed', {
    include: [{ system: 'http://loinc.org', concept: [{ code: '8867-4', display: 'Heart rate' }] }],
  })
  t.match((await expansionOf({ valueSet })).expansion, {
    total: 1,
    contains: [{ code: '8867-4', display: 'Heart rate' }],
  })
})

t.test('too many codes at once are too costly, and a page of them is not', async (t) => {
  const limits = { ...terminologyLimits, expansionCodesMax: 4 }
  const small = createTerminology({ canonicals: canonicalsOf(animals, all, mammals, mixed), limits })
  const of = (input: Narrowed): Promise<ValueSet> => expand(small, { ...input, stamp }, noDatabase)
  t.match(await refusal(of({ url: all.url })), /^400 too-costly .*more than 4 codes.*`filter`.*`count`/)
  t.match(await refusal(of({ url: mixed.url, count: 1 })), /^400 too-costly/)
  t.match((await of({ url: all.url, count: 3, offset: 6 })).expansion, {
    total: 9,
    contains: [{ code: 'duck' }, { code: 'platypus' }, { code: 'rock' }],
  })
})

t.test('value sets that import one another twice over and over are gathered once each', async (t) => {
  const url = (depth: number): string => `http://example.org/ValueSet/d${depth}`
  const chain = (length: number): readonly ValueSet[] => [
    ...Array.from({ length }, (_, depth) =>
      valueSetOf(`d${depth}`, {
        include: [{ valueSet: [url(depth + 1)] }, { valueSet: [url(depth + 1), url(depth + 1)] }],
      }),
    ),
    valueSetOf(`d${length}`, { include: [{ system, concept: [{ code: 'dog' }] }] }),
  ]
  const of = (length: number): Promise<ValueSet> => {
    const deep = createTerminology({ canonicals: canonicalsOf(animals, ...chain(length)) })
    return expand(deep, { url: url(0), stamp }, noDatabase)
  }
  t.match((await of(60)).expansion, { total: 1, contains: [{ code: 'dog' }] })
  t.match(await refusal(of(6_000)), /^400 too-costly .*more than 500/)
  const wide = valueSetOf('wide', {
    include: Array.from({ length: 501 }, () => ({ system, concept: [{ code: 'dog' }] })),
  })
  t.match(await refusal(expansionOf({ valueSet: wide })), /^400 too-costly/)
})

t.test('a page of a stored system is one question, wherever it begins', async (t) => {
  const stored = asIfStored(createLocalSource(animals))
  const other = createTerminology({
    canonicals: canonicalsOf(all),
    stored: (url) => (url === system ? stored.source : undefined),
  })
  const page = await expand(other, { url: all.url, offset: 7, count: 2, stamp }, noDatabase)
  t.strictSame(
    page.expansion?.contains?.map(({ code }) => code),
    ['platypus', 'rock'],
  )
  t.strictSame(stored.calls, ['select'])
})

t.test('an expansion of hundreds of thousands of nested codes is taken apart', async (t) => {
  const contains = Array.from({ length: 200_000 }, (_, at) => ({ system: 'http://a.org', code: `c${at}` }))
  const valueSet: ValueSet = {
    resourceType: 'ValueSet',
    status: 'active',
    expansion: { timestamp: '2026-01-01', contains: [{ system: 'http://a.org', contains }] },
  }
  const { expansion } = await expansionOf({ valueSet, offset: 199_999, count: 1 })
  t.equal(expansion?.contains?.[0]?.code, 'c199999')
})
