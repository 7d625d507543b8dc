import type { CodeSystem, ValueSet } from '@medplum/fhirtypes'
import t from 'tap'
import type { CodeSystemSource } from '../../src/terminology/code-system-source.js'
import { createTerminology } from '../../src/terminology/create-terminology.js'
import type { TerminologyEngine } from '../../src/terminology/engine.js'
import { createLocalSource } from '../../src/terminology/local-source.js'
import type { CodeAnswers, CodedValue, CodeQuestion, CodeVerdict } from '../../src/terminology/terminology.js'
import {
  animals,
  asIfStored,
  canonicalsOf,
  coded,
  noDatabase,
  r4Canonicals,
  sentenceOf,
  valueSetOf,
} from './fixtures.js'

const none = new Map<string, CodeVerdict>()
const system = animals.url ?? ''
const fhir = 'http://hl7.org/fhir/ValueSet'
const r4 = createTerminology({ canonicals: r4Canonicals() })

t.test('a code element is judged without a system, a coding with it', async (t) => {
  const gender = `${fhir}/administrative-gender|4.0.1`
  t.strictSame(r4.inValueSet(gender, coded('male'), none), { kind: 'valid', displays: ['Male'] })
  t.equal(r4.inValueSet(gender, coded('male', 'http://hl7.org/fhir/administrative-gender'), none).kind, 'valid')
  const unknown = r4.inValueSet(gender, coded('mal'), none)
  t.match(unknown, { kind: 'invalid', why: 'unknown-code' })
  t.match(sentenceOf(unknown), /^The code `mal` is not in .*Expected is one of `male`, `female`, `other`, `unknown`\.$/)
  const foreign = r4.inValueSet(gender, coded('male', 'http://example.org'), none)
  t.match(foreign, { kind: 'invalid', why: 'not-in-value-set' })
  t.match(sentenceOf(foreign), /with the system `http:\/\/hl7.org\/fhir\/administrative-gender` it would be/)
  t.match(sentenceOf(r4.inValueSet(`${fhir}/resource-types`, coded('Patent'), none)), /Did you mean `Patient`\?$/)
})

t.test('the same right code is answered by the same object: nothing is made anew', async (t) => {
  const gender = `${fhir}/administrative-gender`
  t.equal(r4.inValueSet(gender, coded('male'), none), r4.inValueSet(gender, coded('male'), none))
})

t.test('what is not here is unverifiable, and its syntax is judged all the same', async (t) => {
  t.match(r4.inValueSet(`${fhir}/observation-codes`, coded('8867-4', 'http://loinc.org'), none), {
    kind: 'unverifiable',
  })
  const wrong = r4.inValueSet(`${fhir}/observation-codes`, coded('8867-5', 'http://loinc.org'), none)
  t.match(wrong, { kind: 'invalid', why: 'syntax' })
  t.equal(sentenceOf(wrong), 'The code `8867-5` is no LOINC code: it has the check digit 5 where it should be 4.')
  t.match(r4.inValueSet(`${fhir}/observation-codes`, coded('x', 'http://example.org'), none), {
    why: 'not-in-value-set',
  })
  t.match(r4.inValueSet('http://example.org/no-set', coded('x'), none), { kind: 'unverifiable' })
  t.match(r4.inValueSet(`${fhir}/administrative-gender|5.0.0`, coded('male'), none), { kind: 'unverifiable' })
  t.match(r4.inSystem(coded('x', 'http://example.org'), none), { kind: 'unverifiable' })
  t.match(r4.inSystem(coded('x'), none), { kind: 'unverifiable' })
})

t.test('a system is asked for its codes, and a value set is no system', async (t) => {
  t.match(r4.inSystem(coded('male', 'http://hl7.org/fhir/administrative-gender'), none), { displays: ['Male'] })
  t.match(r4.inSystem(coded('mal', 'http://hl7.org/fhir/administrative-gender'), none), { why: 'unknown-code' })
  t.match(r4.inSystem(coded('mmHg', 'http://unitsofmeasure.org'), none), { why: 'syntax' })
  t.match(r4.inSystem(coded('male', `${fhir}/administrative-gender`), none), {
    kind: 'invalid',
    sentence: /which is a value set/,
  })
})

t.test('titles are those of the value sets, or their urls', async (t) => {
  t.equal(r4.titleOf(`${fhir}/administrative-gender|4.0.1`), 'AdministrativeGender')
  t.equal(r4.titleOf('http://example.org/no-set'), 'http://example.org/no-set')
})

t.test('a concept that only groups is in its system, and is no value', async (t) => {
  const set = 'http://terminology.hl7.org/ValueSet/v3-ActMood'
  const group = coded('_ActMoodPotential', 'http://terminology.hl7.org/CodeSystem/v3-ActMood')
  t.equal(r4.inSystem(group, none).kind, 'valid')
  t.match(r4.inValueSet(set, group, none), { kind: 'invalid', why: 'abstract', sentence: /only groups other codes/ })
  t.equal(r4.inValueSet(set, { ...group, code: 'EVN' }, none).kind, 'valid')
})

/** An engine over the animals and some value sets. */
const over = (...sets: readonly ValueSet[]): TerminologyEngine =>
  createTerminology({ canonicals: canonicalsOf(animals, ...sets) })

/** Which of the codes a set takes. */
const taken = (engine: TerminologyEngine, set: ValueSet, codes: readonly string[]): readonly string[] =>
  codes.filter((code) => engine.inValueSet(set.url ?? '', coded(code, system), none).kind === 'valid')

const all = ['mammal', 'dog', 'cat', 'aurochs', 'bird', 'duck', 'platypus', 'rock']

t.test('include, exclude and import are the algebra of sets', async (t) => {
  const mammals = valueSetOf('mammals', {
    include: [{ system, filter: [{ property: 'concept', op: 'is-a', value: 'mammal' }] }],
  })
  const birds = valueSetOf('birds', {
    include: [{ system, filter: [{ property: 'concept', op: 'is-a', value: 'bird' }] }],
  })
  const union = valueSetOf('union', { include: [{ valueSet: [mammals.url ?? ''] }, { valueSet: [birds.url ?? ''] }] })
  const both = valueSetOf('both', { include: [{ valueSet: [mammals.url ?? '', birds.url ?? ''] }] })
  const tame = valueSetOf('tame', {
    inactive: false,
    include: [{ system, valueSet: [mammals.url ?? ''] }],
    exclude: [{ system, concept: [{ code: 'dog' }] }, { valueSet: [birds.url ?? ''] }],
  })
  const engine = over(mammals, birds, union, both, tame)
  t.strictSame(taken(engine, mammals, all), ['mammal', 'dog', 'cat', 'aurochs', 'platypus'])
  t.strictSame(taken(engine, union, all), all.slice(0, -1))
  t.strictSame(taken(engine, both, all), ['platypus'])
  t.strictSame(taken(engine, tame, all), ['mammal', 'cat'])
})

t.test('inactive concepts are left out where the set says so', async (t) => {
  const active = valueSetOf('active', { inactive: false, include: [{ system }] })
  t.strictSame(
    taken(over(active), active, all),
    all.filter((code) => code !== 'aurochs'),
  )
})

t.test('a set that has only an expansion is what is listed there', async (t) => {
  const expanded: ValueSet = {
    resourceType: 'ValueSet',
    url: 'http://example.org/ValueSet/expanded',
    status: 'active',
    expansion: {
      timestamp: '2026-01-01T00:00:00Z',
      contains: [
        { abstract: true, display: 'Group', contains: [{ system, code: 'dog' }] },
        { system, code: 'cat', abstract: true },
      ],
    },
  }
  t.strictSame(taken(over(expanded), expanded, all), ['dog'])
})

t.test('imports in a circle and absent imports make what depends on them unverifiable, and nothing else', async (t) => {
  const url = (name: string): string => `http://example.org/ValueSet/${name}`
  const a = valueSetOf('a', { include: [{ valueSet: [url('b')] }, { system, concept: [{ code: 'dog' }] }] })
  const b = valueSetOf('b', { include: [{ valueSet: [url('a')] }] })
  const c = valueSetOf('c', { include: [{ valueSet: [url('nowhere')] }] })
  const engine = over(a, b, c)
  t.equal(engine.inValueSet(a.url ?? '', coded('dog', system), none).kind, 'valid')
  t.match(engine.inValueSet(a.url ?? '', coded('cat', system), none), {
    kind: 'unverifiable',
    sentence: /imports itself/,
  })
  t.match(engine.inValueSet(c.url ?? '', coded('cat', system), none), { kind: 'unverifiable', sentence: /nowhere/ })
  const chain = Array.from({ length: 2_000 }, (_, index) =>
    valueSetOf(`n${index}`, { include: [{ valueSet: [url(`n${index + 1}`), url(`n${index + 1}`)] }] }),
  )
  t.match(over(...chain).inValueSet(url('n0'), coded('dog', system), none), {
    kind: 'unverifiable',
    sentence: /More than/,
  })
})

t.test('versions: a pinned one is held to, an absent one is judged by the one that is here', async (t) => {
  const older: CodeSystem = { ...animals, version: '1.0', concept: [{ code: 'dodo' }] }
  const pinned = valueSetOf('pinned', { include: [{ system, version: '1.0' }] })
  const any = valueSetOf('any', { include: [{ system }] })
  const engine = createTerminology({ canonicals: canonicalsOf(older, animals, pinned, any) })
  const kind = (set: ValueSet, value: CodedValue): string => engine.inValueSet(set.url ?? '', value, none).kind
  t.equal(kind(pinned, coded('dodo', system)), 'valid')
  t.equal(kind(pinned, coded('dog', system)), 'invalid')
  t.equal(kind(pinned, coded('dodo', system, '2.0')), 'invalid')
  t.equal(kind(any, coded('dodo', system)), 'invalid')
  t.equal(kind(any, coded('dodo', system, '1.0')), 'valid')
  t.equal(kind(any, coded('dog', system, '3.0')), 'valid')
  t.equal(kind(any, coded('newt', system, '3.0')), 'unverifiable')
})

t.test('urls imply value sets', async (t) => {
  const engine = createTerminology({
    canonicals: canonicalsOf({ ...animals, valueSet: 'http://example.org/all-animals' }),
  })
  t.equal(engine.inValueSet('http://example.org/all-animals', coded('dog', system), none).kind, 'valid')
  t.equal(engine.inValueSet(`${system}?fhir_vs`, coded('dog', system), none).kind, 'valid')
  t.equal(engine.inValueSet('http://unitsofmeasure.org/vs', coded('mg'), none).kind, 'valid')
  t.equal(
    engine.inValueSet('http://snomed.info/sct?fhir_vs=isa/73211009', coded('73211009', 'http://snomed.info/sct'), none)
      .kind,
    'unverifiable',
  )
  t.match(engine.inValueSet('http://snomed.info/sct?fhir_vs=ecl/<1', coded('73211009'), none), {
    sentence: /is not on this server/,
  })
})

t.test('a fragment knows some of its codes, and of the others only how they are written', async (t) => {
  const loinc: CodeSystem = {
    resourceType: 'CodeSystem',
    url: 'http://loinc.org',
    status: 'active',
    content: 'fragment',
    concept: [{ code: '8867-4', display: 'Heart rate' }],
  }
  const engine = createTerminology({ canonicals: canonicalsOf(loinc) })
  t.match(engine.inSystem(coded('8867-4', 'http://loinc.org'), none), { kind: 'valid', displays: ['Heart rate'] })
  t.match(engine.inSystem(coded('85354-9', 'http://loinc.org'), none), {
    kind: 'unverifiable',
    sentence: /only a part/,
  })
  t.match(engine.inSystem(coded('85354-8', 'http://loinc.org'), none), { kind: 'invalid', why: 'syntax' })
})

t.test('the database is asked for many codes at once, once for each kind of question, and not again', async (t) => {
  const mammals = valueSetOf('mammals', {
    include: [{ system, filter: [{ property: 'concept', op: 'is-a', value: 'mammal' }] }],
  })
  const legs = valueSetOf('legs', { include: [{ system, filter: [{ property: 'legs', op: '=', value: '4' }] }] })
  const stored = asIfStored(createLocalSource(animals))
  const find = (url: string): CodeSystemSource | undefined => (url === system ? stored.source : undefined)
  const engine = createTerminology({ canonicals: canonicalsOf(mammals, legs), stored: find })
  const direct = over(mammals, legs)
  const asked = [mammals, legs].flatMap(({ url = '' }) =>
    [...all, 'newt'].map((code) => ({ url, value: coded(code, system) })),
  )
  const ask = (answers: CodeAnswers = none): readonly CodeVerdict[] =>
    asked.map(({ url, value }) => engine.inValueSet(url, value, answers))
  const questions = ask().flatMap((verdict): readonly CodeQuestion[] =>
    verdict.kind === 'pending' ? [verdict.question] : [],
  )
  t.equal(questions.length, asked.length)
  const answers = await engine.answer(questions, noDatabase)
  t.strictSame(stored.calls, ['find', 'descends', 'fulfils'])
  const kinds = (verdicts: readonly CodeVerdict[]): readonly string[] => verdicts.map(({ kind }) => kind)
  const expected = asked.map(({ url, value }) => direct.inValueSet(url, value, none))
  t.strictSame(kinds(ask(answers)), kinds(expected))
  t.strictSame(kinds(ask()), kinds(expected), 'they are remembered')
  t.equal(stored.calls.length, 3)
  t.match(ask(answers).at(-1), {
    kind: 'invalid',
    why: 'unknown-code',
    sentence: /^The code `newt` is not in the code system `Animals`/,
  })
})

t.test('a right code is a look-up', async (t) => {
  const gender = `${fhir}/administrative-gender|4.0.1`
  const value = coded('male')
  r4.inValueSet(gender, value, none)
  const start = process.hrtime.bigint()
  for (let round = 0; round < 500_000; round++) r4.inValueSet(gender, value, none)
  const nanoseconds = Number(process.hrtime.bigint() - start) / 500_000
  t.comment(`${Math.round(nanoseconds)} ns a look-up`)
  t.ok(nanoseconds < 1_000)
})
