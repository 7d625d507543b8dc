import t from 'tap'
import type { TypeDefinition } from '../../src/definitions/definitions.js'
import { CONTENT, membersOf, slotsOf } from '../../src/validation/members.js'
import { definitions } from './samples.js'

const types = { of: () => () => {}, resource: () => {} }
const definitionOf = (type: string) => definitions.type(type) as TypeDefinition
const members = (type: string) => membersOf(definitionOf(type), slotsOf(definitionOf(type)), types)

t.test('primitives have an `_element`, but for ids, urls of extensions and narrative', async (t) => {
  const patient = members('Patient')
  t.ok(patient.has('_birthDate'))
  for (const name of ['_name', '_id', '_text']) t.notOk(patient.has(name), name)
  t.notOk(members('Extension').has('_url'))
  t.notOk(members('Narrative').has('_div'))
  t.ok(members('Narrative').has('_status'))
})

t.test('the members of a choice share a slot with their `_elements`', async (t) => {
  const observation = members('Observation')
  const bits = ['valueQuantity', 'valueString', '_valueString'].map((name) => observation.get(name)?.choice)
  t.equal(new Set(bits).size, 1)
  t.not(bits[0], 0)
  t.equal(observation.get('status')?.choice, 0)
  t.not(bits[0], observation.get('effectiveDateTime')?.choice)
})

t.test('an id is no content, but for the Element of a primitive', async (t) => {
  t.equal(members('HumanName').get('id')?.presence, 0)
  t.equal(members('HumanName').get('family')?.presence, CONTENT)
  t.equal(members('Element').get('id')?.presence, CONTENT)
})

t.test('there is room for the slots of every type', async (t) => {
  const sizes = definitions.resourceTypes.map((type) => slotsOf(definitionOf(type)).length)
  for (const type of ['Extension', 'ElementDefinition', 'Parameters.parameter', 'ExplanationOfBenefit.item']) {
    sizes.push(slotsOf(definitionOf(type)).length)
  }
  t.ok(Math.max(...sizes) < 30, `${Math.max(...sizes)} at most`)
})
