import type { Parameters } from '@medplum/fhirtypes'
import t from 'tap'
import { FhirError } from '../../../src/fhir/outcome.js'
import { createTerminology } from '../../../src/terminology/create-terminology.js'
import { createLocalSource } from '../../../src/terminology/local-source.js'
import {
  type CodeSystemValidateCodeInput,
  type ValueSetValidateCodeInput,
  validateCodeInCodeSystem,
  validateCodeInValueSet,
} from '../../../src/terminology/operations/validate-code.js'
import { animals, asIfStored, canonicalsOf, noDatabase, r4Canonicals, valueSetOf } from '../fixtures.js'

const system = animals.url ?? ''
const pets = valueSetOf('pets', {
  include: [{ system, concept: [{ code: 'dog', display: 'Doggy' }, { code: 'cat' }] }],
})
const all = valueSetOf('all', { include: [{ system }] })
const engine = createTerminology({ canonicals: canonicalsOf(animals, pets, all) })

const plain = ({ parameter }: Parameters): Record<string, unknown> =>
  Object.fromEntries((parameter ?? []).map((each) => [each.name, Object.values(each).at(1)]))
const inSet = async (input: ValueSetValidateCodeInput): Promise<Record<string, unknown>> =>
  plain(await validateCodeInValueSet(engine, { url: pets.url, ...input }, noDatabase))
const inSystem = async (input: CodeSystemValidateCodeInput): Promise<Record<string, unknown>> =>
  plain(await validateCodeInCodeSystem(engine, input, noDatabase))

async function statusOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    return await promise
  } catch (error) {
    return error instanceof FhirError ? error.status : error
  }
}

t.test('a code, a coding or a concept is in a value set or it is not', async (t) => {
  t.match(await inSet({ code: 'dog', system }), { result: true, display: 'Dog', code: 'dog', system })
  t.match(await inSet({ coding: { system, code: 'duck' } }), {
    result: false,
    message: /is not in the value set `pets`.*Expected is one of `dog`, `cat`/,
  })
  t.match(
    await inSet({
      codeableConcept: {
        coding: [
          { system, code: 'duck' },
          { system, code: 'cat' },
        ],
      },
    }),
    { result: true, code: 'cat' },
  )
  t.match(
    await inSet({
      codeableConcept: {
        coding: [
          { system, code: 'duck' },
          { system, code: 'newt' },
        ],
      },
    }),
    { result: false, message: /duck.*newt/ },
  )
  t.match(await inSet({ code: 'dog', system: 'http://other' }), {
    result: false,
    message: /with the system `http:\/\/example.org\/animals`/,
  })
})

t.test('a system is inferred only where that is wanted', async (t) => {
  t.match(await inSet({ code: 'dog', inferSystem: true }), { result: true, system })
  t.equal(await statusOf(inSet({ code: 'dog' })), 400)
})

t.test('a wrong display is a warning, and displays of any language are right', async (t) => {
  t.match(await inSet({ code: 'dog', system, display: 'Katze' }), {
    result: true,
    message: /`Katze` is none of the code `dog`/,
  })
  for (const display of ['Dog', 'doggy', ' HUND ', 'Chien']) {
    t.notOk('message' in (await inSet({ code: 'dog', system, display })), display)
  }
  t.match(await inSet({ code: 'dog', system, displayLanguage: 'de' }), { display: 'Hund' })
})

t.test('concepts that only group are right where the client says so', async (t) => {
  const group = { url: all.url, code: 'animal', system }
  t.match(await inSet(group), { result: false, message: /only groups other codes/ })
  t.match(await inSet({ ...group, abstract: true }), { result: true })
})

t.test('a value set may come with the request, or be found by what is bound to it', async (t) => {
  t.match(
    await inSet({
      url: undefined,
      valueSet: valueSetOf('mine', { include: [{ system, concept: [{ code: 'rock' }] }] }),
      code: 'rock',
      system,
    }),
    { result: true },
  )
  const r4 = createTerminology({ canonicals: r4Canonicals() })
  const context = 'http://hl7.org/fhir/StructureDefinition/Patient#Patient.gender'
  const found = await validateCodeInValueSet(r4, { context, code: 'male', inferSystem: true }, noDatabase)
  t.match(plain(found), { result: true, system: 'http://hl7.org/fhir/administrative-gender' })
  t.equal(await statusOf(inSet({ url: undefined, context: 'http://nowhere#x', code: 'x', inferSystem: true })), 404)
})

t.test('input that is none is refused', async (t) => {
  t.equal(await statusOf(inSet({ url: 'http://example.org/nowhere', code: 'dog', system })), 404)
  t.equal(await statusOf(inSet({ url: undefined, code: 'dog', system })), 400)
  t.equal(await statusOf(inSet({})), 400)
  t.equal(await statusOf(inSet({ code: 'dog', system, coding: { code: 'dog' } })), 400)
  t.equal(await statusOf(inSet({ codeableConcept: {} })), 400)
  t.equal(await statusOf(inSet({ coding: { system } })), 400)
  t.equal(await statusOf(inSystem({ code: 'dog' })), 400)
  t.equal(await statusOf(inSystem({ url: system, coding: { system: 'http://other', code: 'dog' } })), 400)
})

t.test('a code system is asked for its codes, also one that comes with the request', async (t) => {
  t.match(await inSystem({ url: system, code: 'animal' }), { result: true, display: 'Animal' })
  t.match(await inSystem({ url: system, code: 'newt' }), { result: false, message: /newt/ })
  t.match(await inSystem({ coding: { system, code: 'dog' } }), { result: true })
  t.match(await inSystem({ url: 'http://loinc.org', code: '8867-4' }), { result: false, message: /cannot be verified/ })
  const codeSystem = { ...animals, url: 'http://example.org/mine' }
  t.match(await inSystem({ codeSystem, code: 'dog', displayLanguage: 'de' }), { result: true, display: 'Hund' })
  t.match(await inSystem({ codeSystem, code: 'newt' }), { result: false, message: /newt/ })
})

t.test('codes of the database are found out in a fixed number of questions', async (t) => {
  const stored = asIfStored(createLocalSource(animals))
  const mammals = valueSetOf('mammals', {
    include: [{ system, filter: [{ property: 'concept', op: 'is-a', value: 'mammal' }] }],
  })
  const other = createTerminology({
    canonicals: canonicalsOf(mammals),
    stored: (url) => (url === system ? stored.source : undefined),
  })
  const coding = ['rock', 'duck', 'dog'].map((code) => ({ system, code }))
  const result = await validateCodeInValueSet(other, { url: mammals.url, codeableConcept: { coding } }, noDatabase)
  t.match(plain(result), { result: true, code: 'dog' })
  t.strictSame(stored.calls, ['find', 'descends'])
})
