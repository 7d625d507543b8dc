import type { ElementDefinition } from '@medplum/fhirtypes'
import t from 'tap'
import { profiled } from '../../../src/definitions/snapshot/profiled.js'
import { node } from './structures.js'

const root: ElementDefinition = {
  path: 'Extension',
  ...{ short: 'Race', min: 0, max: '1', isModifier: true },
  constraint: ['ele-1', 'race-1'].map((key) => ({ key, severity: 'error', human: key })),
}
const trees = {
  base: node('Patient'),
  treeOf: () => undefined,
  rootOf: (url: string) => (url === 'http://race' ? root : undefined),
}
const before: ElementDefinition = {
  path: 'Patient.extension',
  ...{ short: 'Extension', min: 0, max: '*' },
  constraint: [{ key: 'ele-1', severity: 'error', human: 'of the base' }],
}
const found = (...type: NonNullable<ElementDefinition['type']>) =>
  profiled(before, { path: 'Patient.extension', type }, trees)

t.test('an element is also what the root of its profile is, but for its cardinality', async (t) => {
  const element = found({ code: 'Extension', profile: ['http://race'] })
  t.match(element, { short: 'Race', isModifier: true, min: 0, max: '*', path: 'Patient.extension' })
  t.same(
    element.constraint?.map(({ key, human }) => `${key} ${human}`),
    ['ele-1 of the base', 'race-1 race-1'],
  )
})

t.test('an unknown profile, several, none, or the target of a reference change nothing', async (t) => {
  t.equal(found({ code: 'Extension', profile: ['http://unknown'] }), before)
  t.equal(found({ code: 'Extension', profile: ['http://race', 'http://other'] }), before)
  t.equal(found({ code: 'Extension', profile: ['http://race'] }, { code: 'string' }), before)
  t.equal(found({ code: 'Extension' }), before)
  t.equal(found({ code: 'Reference', profile: ['http://race'] }), before)
  t.equal(profiled(before, { path: 'Patient.extension' }, trees), before)
})
