import t from 'tap'
import { extension } from '../../../src/validation/rules/extension.js'
import { ask, strangeValues } from './sample-run.js'

const ordinary = extension({ modifier: false })
const modifying = extension({ modifier: true })
const birthPlace = 'http://hl7.org/fhir/StructureDefinition/patient-birthPlace'
const modifier = 'http://hl7.org/fhir/StructureDefinition/condition-assertedDate'

/** An extension of a Patient, and what is validated against its definition. */
function check(value: object, rule = ordinary) {
  const validated: string[] = []
  const resource = { resourceType: 'Patient', extension: [value] }
  const run = { validate: (_: unknown, profile: string) => validated.push(profile) } as object
  return { ...ask(rule, value, { resource, pointer: '/extension/0', run }), validated }
}

t.test('validates an extension against its definition', async (t) => {
  const { lines, validated } = check({ url: birthPlace, valueAddress: { text: 'Bern' } })
  t.same(lines, [])
  t.same(validated, [birthPlace])
})

t.test('wants either a value or extensions', async (t) => {
  for (const value of [
    { url: birthPlace },
    { url: birthPlace, valueAddress: { text: 'a' }, extension: [{ url: 'http://a.org', valueCode: 'a' }] },
  ]) {
    const { lines, findings } = check(value)
    t.same(lines, ['error invariant /extension/0'])
    t.equal(findings[0]?.rule?.code, 'ext-1')
  }
  t.same(check({ url: birthPlace, _valueString: { extension: [] } }).lines, [], 'a primitive may have a sibling only')
})

t.test('wants an absolute url, but for the parts of a complex extension', async (t) => {
  const part = { url: 'city', valueString: 'Bern' }
  t.same(check(part).lines, ['error extension /extension/0/url'])
  const complex = { url: 'http://example.org/place', extension: [part] }
  const resource = { resourceType: 'Patient', extension: [complex] }
  t.same(ask(ordinary, part, { resource, pointer: '/extension/0/extension/0' }).lines, [])
  t.same(ask(ordinary, part, { resource, pointer: '/modifierExtension/0/extension/0' }).lines, [])
})

t.test('lets an unknown extension pass, but no unknown modifier', async (t) => {
  const value = { url: 'http://example.org/unknown', valueCode: 'a' }
  t.same(check(value).lines, ['information extension /extension/0'])
  t.same(check(value, modifying).lines, ['error extension /extension/0'])
  const later = { url: 'http://hl7.org/fhir/5.0/StructureDefinition/extension-Patient.name', valueCode: 'a' }
  t.same(check(later, modifying).lines, ['information extension /extension/0'])
  t.same(check({ url: 'http://hl7.org/fhir/StructureDefinition/Patient', valueCode: 'a' }).lines, [
    'information extension /extension/0',
  ])
})

t.test('refuses what modifies among what does not, and the other way round', async (t) => {
  const asked = check({ url: birthPlace, valueAddress: { text: 'Bern' } }, modifying)
  t.same(asked.lines, ['error extension /extension/0'])
  t.match(asked.sentences[0], /it has to stand in `extension`/)
  const doNotPerform = 'http://hl7.org/fhir/StructureDefinition/request-doNotPerform'
  const resource = { resourceType: 'NutritionOrder' }
  const value = { url: doNotPerform, valueBoolean: true }
  t.same(ask(modifying, value, { resource, pointer: '/modifierExtension/0' }).lines, [])
  t.match(
    ask(ordinary, value, { resource, pointer: '/extension/0' }).sentences[0],
    /it has to stand in `modifierExtension`/,
  )
})

t.test('refuses an extension where it may not stand', async (t) => {
  t.same(check({ url: modifier, valueDateTime: '2026' }).lines, ['error extension /extension/0'])
})

t.test('leaves values of other JSON types to the structure check', async (t) => {
  for (const value of strangeValues) t.doesNotThrow(() => ask(ordinary, value, { pointer: '/extension/0' }))
  t.same(ask(ordinary, { url: 5, valueCode: 'a' }).lines, [])
})
