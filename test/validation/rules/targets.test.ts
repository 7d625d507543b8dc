import t from 'tap'
import { createTargets, typeName } from '../../../src/validation/rules/targets.js'
import { canonicalsWith, frameOf, sampleRun } from './sample-run.js'

const base = 'http://hl7.org/fhir/StructureDefinition/'
const own = 'http://example.org/StructureDefinition/own-patient'
const definition = { resourceType: 'StructureDefinition', id: 'own', url: own, type: 'Patient', kind: 'resource' }
const canonicals = canonicalsWith(definition)

function targetsOf(targets: readonly string[], run = sampleRun({ canonicals }).run) {
  return createTargets({ targets, profiles: [] })({ frame: frameOf(run, {}), pointer: '' })
}

t.test('names types by the urls of their definitions', async (t) => {
  t.equal(typeName(`${base}Patient`), 'Patient')
  t.equal(typeName('Patient'), 'Patient')
})

t.test('allows any type where nothing is said, or `Resource`', async (t) => {
  t.equal(targetsOf([]).types, undefined)
  t.equal(targetsOf([`${base}Resource`]).types, undefined)
})

t.test('knows the types of profiles', async (t) => {
  const targets = targetsOf([`${base}Group`, own])
  t.same([...(targets.types ?? [])], ['Group', 'Patient'])
  t.same([...targets.profiles], [['Patient', [own]]])
})

t.test('asks for no profile where the type itself is allowed', async (t) => {
  t.same([...targetsOf([`${base}Patient`, own]).profiles], [])
})

t.test('allows any type where a profile is unknown', async (t) => {
  t.equal(targetsOf([`${base}Group`, 'http://example.org/unknown']).types, undefined)
})

t.test('looks again where the canonicals are others', async (t) => {
  const targetsIn = createTargets({ targets: [own], profiles: [own] })
  const spotOf = (run: ReturnType<typeof sampleRun>['run']) => ({ frame: frameOf(run, {}), pointer: '' })
  t.equal(targetsIn(spotOf(sampleRun().run)).types, undefined)
  t.same([...(targetsIn(spotOf(sampleRun({ canonicals }).run)).types ?? [])], ['Patient'])
})
