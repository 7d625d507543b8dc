import t from 'tap'
import { createTerminology } from '../../../src/terminology/create-terminology.js'
import { coding } from '../../../src/validation/rules/coding.js'
import { ask, canonicalsWith, strangeValues } from './sample-run.js'

const rule = coding()
const marital = 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus'

t.test('takes a code of a known system', async (t) => {
  t.same(ask(rule, { system: marital, code: 'M', display: 'Married' }).lines, [])
  t.same(
    ask(rule, { system: marital, code: 'M', display: '  married ' }).lines,
    [],
    'whatever the case and white space',
  )
})

t.test('refuses a code that a system of FHIR does not have', async (t) => {
  const asked = ask(rule, { system: marital, code: 'nobody' })
  t.same(asked.lines, ['error code-invalid /x/code'])
  t.match(asked.sentences[0], /nobody/)
})

t.test('warns of a display that the system does not know', async (t) => {
  const value = { system: marital, code: 'M', display: 'Single' }
  const asked = ask(rule, value)
  t.same(asked.lines, ['warning value /x/display'])
  t.match(asked.sentences[0], /“Single”, which is no name of the code `M`; its system says “Married”/)
  t.same(
    ask(rule, value, { resource: { resourceType: 'Patient', language: 'de-CH' } }).lines,
    [],
    'but not in another language',
  )
  t.same(ask(rule, value, { resource: { resourceType: 'Patient', language: 'en-US' } }).lines, [
    'warning value /x/display',
  ])
})

t.test('wants a system that is absolute, and no value set', async (t) => {
  t.same(ask(rule, { system: 'loinc', code: '1-8' }).lines, ['error code-invalid /x/system'])
  t.same(ask(rule, { system: 'local' }).lines, ['error code-invalid /x/system'], 'without a code too')
  t.same(ask(rule, { system: 'http://hl7.org/fhir/ValueSet/marital-status', code: 'M' }).lines, [
    'error code-invalid /x/system',
  ])
})

t.test('warns of a code without a system', async (t) => {
  t.same(ask(rule, { code: 'M' }).lines, ['warning code-invalid /x'])
  t.same(ask(rule, { display: 'Married' }).lines, [])
  t.same(
    ask(rule, { code: 'M', _system: { extension: [{ url: 'http://example.org/why', valueCode: 'x' }] } }).lines,
    [],
  )
})

t.test('checks the check digits of systems that are not here, and says that it could do no more', async (t) => {
  t.same(ask(rule, { system: 'http://loinc.org', code: '8480-6' }).lines, ['information not-supported /x'])
  t.same(ask(rule, { system: 'http://loinc.org', code: '8480-7' }).lines, ['error code-invalid /x/code'])
  t.same(ask(rule, { system: 'http://example.org/own', code: '1' }).lines, ['information not-supported /x'])
})

t.test('refuses codes that a complete code system of a package or client does not have', async (t) => {
  const system = {
    resourceType: 'CodeSystem',
    id: 'own',
    url: 'http://example.org/own',
    status: 'active',
    content: 'complete',
    concept: [{ code: '1' }],
  }
  for (const [content, code, lines] of [
    ['complete', '1', []],
    ['complete', '2', ['error code-invalid /x/code']],
    ['fragment', '2', ['information not-supported /x']],
  ] as const) {
    const canonicals = canonicalsWith({ ...system, content })
    const run = { canonicals, terminology: createTerminology({ canonicals }) }
    t.same(ask(rule, { system: 'http://example.org/own', code }, { run }).lines, lines, `${content} ${code}`)
  }
})

t.test('refuses a supplement as a system', async (t) => {
  const supplement = {
    resourceType: 'CodeSystem',
    id: 's',
    url: 'http://example.org/s',
    status: 'active',
    content: 'supplement',
    supplements: marital,
  }
  const canonicals = canonicalsWith(supplement)
  const run = { canonicals, terminology: createTerminology({ canonicals }) }
  t.same(ask(rule, { system: 'http://example.org/s', code: 'M' }, { run }).lines, ['error code-invalid /x/system'])
})

t.test('leaves values of other JSON types to the structure check', async (t) => {
  for (const value of strangeValues) t.same(ask(rule, value).lines, [])
  t.same(ask(rule, { system: 5, code: 'M', display: {} }).lines, [])
})
