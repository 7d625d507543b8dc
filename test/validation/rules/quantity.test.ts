import t from 'tap'
import { quantity } from '../../../src/validation/rules/quantity.js'
import { ask, strangeValues } from './sample-run.js'

const rule = quantity()
const system = 'http://unitsofmeasure.org'
const invalid = { kind: 'invalid', why: 'unknown-code', sentence: 'The code `x` is unknown.' } as const

t.test('takes units of UCUM', async (t) => {
  for (const code of ['mm[Hg]', 'kg/m2', '{score}', '1', '10*3/uL', 'Cel', 'ug/(24.h)']) {
    t.same(ask(rule, { value: 1, system, code }).lines, [], code)
  }
})

t.test('refuses what is no unit of UCUM', async (t) => {
  for (const code of ['mmHg', 'lbs', 'kg//m', 'degrees']) {
    const asked = ask(rule, { value: 1, system, code }, { pointer: '/valueQuantity' })
    t.same(asked.lines, ['error code-invalid /valueQuantity/code'], code)
    t.match(asked.sentences[0], new RegExp(`\`${code}\``))
  }
})

t.test('leaves units of other systems, and other JSON types, alone', async (t) => {
  t.same(ask(rule, { value: 1, system: 'http://example.org/units', code: 'lbs' }).lines, [])
  t.same(ask(rule, { value: 1, unit: 'lbs' }).lines, [])
  for (const value of strangeValues) t.same(ask(rule, value).lines, [])
})

t.test('refuses what a complete system of units does not have', async (t) => {
  const forms = 'http://terminology.hl7.org/CodeSystem/v3-orderableDrugForm'
  t.same(ask(rule, { value: 1, system: forms, code: 'TAB' }).lines, [])
  const asked = ask(rule, { value: 1, system: forms, code: 'Tab' })
  t.same(asked.lines, ['error code-invalid /x/code'])
  t.match(asked.sentences[0], /^`\{path\}` is `Tab`, which is no unit of its system\./)
})

t.test('only warns of what an imported system does not have, which may be older than the client', async (t) => {
  const terminology = { inSystem: () => invalid, inValueSet: () => invalid, titleOf: String }
  const asked = ask(rule, { value: 1, system: 'http://example.org/units', code: 'x' }, { run: { terminology } })
  t.same(asked.lines, ['warning code-invalid /x/code'])
})
