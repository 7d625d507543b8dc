import t from 'tap'
import { binding } from '../../../src/validation/rules/binding.js'
import { ask, strangeValues } from './sample-run.js'

const gender = 'http://hl7.org/fhir/ValueSet/administrative-gender|4.0.1'
const marital = 'http://hl7.org/fhir/ValueSet/marital-status'
const maritalSystem = 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus'

t.test('holds a code to a required value set', async (t) => {
  const rule = binding({ strength: 'required', valueSet: gender, type: 'code' })
  t.same(ask(rule, 'female').lines, [])
  const { findings } = ask(rule, 'woman', { pointer: '/gender' })
  t.match(findings, [
    { severity: 'error', code: 'code-invalid', pointer: '/gender', rule: { system: gender, code: 'required' } },
  ])
  t.match(findings[0]?.sentence, /`\{path\}`: the code `woman` is not in the value set “AdministrativeGender”/)
})

t.test('warns of a code outside an extensible value set, with its system and the title of the value set', async (t) => {
  const rule = binding({ strength: 'extensible', valueSet: marital, type: 'CodeableConcept' })
  t.same(ask(rule, { coding: [{ system: maritalSystem, code: 'M' }] }).lines, [])
  const asked = ask(rule, { coding: [{ system: maritalSystem, code: 'nobody' }] })
  t.same(asked.lines, ['warning code-invalid /x'])
  t.match(asked.sentences[0], /code `nobody` of `http:\/\/terminology.hl7.org\/CodeSystem\/v3-MaritalStatus`.*“/)
})

t.test('says nothing of preferred and example bindings', async (t) => {
  for (const strength of ['preferred', 'example'] as const) {
    t.same(ask(binding({ strength, valueSet: gender, type: 'code' }), 'woman').lines, [])
  }
})

t.test('takes a concept as right where any of its codings is', async (t) => {
  const rule = binding({ strength: 'required', valueSet: marital, type: 'CodeableConcept' })
  const right = { system: maritalSystem, code: 'M' }
  const wrong = { system: 'http://example.org/marital', code: 'yes' }
  t.same(ask(rule, { coding: [wrong, right] }).lines, [])
  const asked = ask(rule, {
    coding: [
      { ...wrong, code: 'no', system: maritalSystem },
      { ...right, code: 'XYZ' },
    ],
  })
  t.same(asked.lines, ['error code-invalid /x'])
  t.match(asked.sentences[0], /none of its codes \(code `no` of .*, code `XYZ` of .*\) is in the value set/)
})

t.test('lets text alone stand for an extensible binding, and not for a required one', async (t) => {
  const text = { text: 'married' }
  t.same(ask(binding({ strength: 'extensible', valueSet: marital, type: 'CodeableConcept' }), text).lines, [])
  const required = ask(binding({ strength: 'required', valueSet: marital, type: 'CodeableConcept' }), text)
  t.same(required.lines, ['error code-invalid /x'])
  t.match(required.sentences[0], /has no code; a code of the value set/)
  t.same(ask(binding({ strength: 'required', valueSet: marital, type: 'Coding' }), { display: 'married' }).lines, [
    'error code-invalid /x',
  ])
})

t.test('holds an extensible binding to its maximal value set', async (t) => {
  const rule = binding({ strength: 'preferred', valueSet: gender, maxValueSet: marital, type: 'Coding' })
  t.same(ask(rule, { system: maritalSystem, code: 'M' }).lines, [])
  const { findings } = ask(rule, { system: maritalSystem, code: 'nobody' })
  t.match(findings, [{ severity: 'error', rule: { system: marital, code: 'required' } }])
})

t.test('checks the unit of a Quantity', async (t) => {
  const rule = binding({ strength: 'required', valueSet: 'http://hl7.org/fhir/ValueSet/age-units', type: 'Age' })
  t.same(ask(rule, { value: 5, system: 'http://unitsofmeasure.org', code: 'a' }).lines, [])
  t.same(ask(rule, { value: 5, system: 'http://unitsofmeasure.org', code: 'kg' }).lines, ['error code-invalid /x'])
  t.same(ask(rule, { value: 5, unit: 'years' }).lines, [], 'one without a code is bound to nothing')
})

t.test('says of a required value set that is not here that it could not be checked', async (t) => {
  const valueSet = 'http://example.org/ValueSet/absent'
  const asked = ask(binding({ strength: 'required', valueSet, type: 'code' }), 'a')
  t.same(asked.lines, ['information not-supported /x'])
  t.match(asked.sentences[0], /could not be checked against the value set `http:\/\/example.org\/ValueSet\/absent`/)
  t.same(ask(binding({ strength: 'extensible', valueSet, type: 'code' }), 'a').lines, [])
})

t.test('asks what only the database knows, and says nothing until it is answered', async (t) => {
  const question = { kind: 'code', key: 'k', valueSet: 'v', coded: { code: 'a' } } as never
  const terminology = {
    inValueSet: () => ({ kind: 'pending', question }) as const,
    inSystem: () => ({ kind: 'pending', question }) as const,
    titleOf: () => 'v',
  }
  const rule = binding({ strength: 'required', valueSet: 'v', type: 'CodeableConcept' })
  const asked = ask(rule, { coding: [{ system: 'http://a.org', code: 'a' }] }, { run: { terminology } })
  t.same(asked.lines, [])
  t.same(asked.questions, [question])
})

t.test('leaves values of other JSON types to the structure check', async (t) => {
  for (const type of ['code', 'Coding', 'Quantity']) {
    const rule = binding({ strength: 'required', valueSet: gender, type })
    for (const value of strangeValues.filter((each) => typeof each !== 'string')) t.doesNotThrow(() => ask(rule, value))
    t.same(ask(rule, [null]).lines, [])
  }
})

t.test('wants a system beside the code, but for a plain code', async (t) => {
  const asked = ask(binding({ strength: 'required', valueSet: gender, type: 'Coding' }), { code: 'female' })
  t.same(asked.lines, ['error code-invalid /x'])
  t.match(asked.sentences[0], /the code `female` without a system is not in the value set/)
  const concept = { coding: [{ code: 'M' }] }
  t.same(ask(binding({ strength: 'extensible', valueSet: marital, type: 'CodeableConcept' }), concept).lines, [
    'warning code-invalid /x',
  ])
})

t.test('only warns of a code that groups others, which a definition may use', async (t) => {
  const types = 'http://hl7.org/fhir/ValueSet/item-type'
  const rule = binding({ strength: 'required', valueSet: types, type: 'code' })
  const asked = ask(rule, 'question')
  t.same(asked.lines, ['warning code-invalid /x'])
  t.match(asked.sentences[0], /`question` of `http:\/\/hl7.org\/fhir\/item-type` only groups other codes/)
  const concept = { coding: [{ system: 'http://hl7.org/fhir/item-type', code: 'question' }] }
  t.same(ask(binding({ strength: 'required', valueSet: types, type: 'CodeableConcept' }), concept).lines, [
    'warning code-invalid /x',
  ])
})
