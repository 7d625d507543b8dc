import type { ElementDefinition, ElementDefinitionSlicingDiscriminator } from '@medplum/fhirtypes'
import t from 'tap'
import { conditionsOf } from '../../../src/validation/schema/discriminators.js'
import { libraryWith, profile } from '../profiled.js'

/** The conditions of the first slice of an element of Observation. */
function conditions(
  name: string,
  discriminators: readonly ElementDefinitionSlicingDiscriminator[],
  elements: readonly (Partial<ElementDefinition> & Readonly<Record<string, unknown>>)[],
) {
  const library = libraryWith([profile('p', 'Observation', elements)])
  const node = library.ofProfile('http://example.org/StructureDefinition/p')?.root.children.get(name)
  const inType = library.ofType('Observation')?.root.children.get(name)
  const slice = node?.slices[0]
  if (node === undefined || inType === undefined || slice === undefined) throw new Error('The profile has no slice.')
  const asked = { node, known: [inType], type: node.definition.type?.[0], typeName: name, profile: undefined }
  return conditionsOf({ slice, asked, discriminators }, library)
}

const sliced = (name: string, type: ElementDefinitionSlicingDiscriminator['type'], path: string) => ({
  id: `Observation.${name}`,
  slicing: { discriminator: [{ type, path }], rules: 'open' as const },
})
const slice = (name: string, more: object = {}) => ({ id: `Observation.${name}:a`, sliceName: 'a', ...more })

t.test('value: what is fixed at the end of the path', async (t) => {
  const elements = [
    sliced('category', 'value', 'coding.code'),
    slice('category'),
    { id: 'Observation.category:a.coding.code', fixedCode: 'x' },
  ]
  t.match(conditions('category', [{ type: 'value', path: 'coding.code' }], elements), [
    { kind: 'fixed', values: ['x'] },
  ])
})

t.test('value: a part of the pattern above it', async (t) => {
  const patternCodeableConcept = { coding: [{ system: 's', code: 'x' }] }
  const elements = [sliced('category', 'value', 'coding.code'), slice('category', { patternCodeableConcept })]
  t.match(conditions('category', [{ type: 'value', path: 'coding.code' }], elements), [
    { kind: 'pattern', values: ['x'] },
  ])
})

t.test('value: whatever is fixed below the element that the path names', async (t) => {
  const elements = [
    sliced('component', 'value', 'code'),
    slice('component'),
    { id: 'Observation.component:a.code.coding.system', fixedUri: 's' },
    { id: 'Observation.component:a.code.coding.code', fixedCode: 'x' },
  ]
  t.match(conditions('component', [{ type: 'value', path: 'code' }], elements), [
    { kind: 'all', conditions: [{ values: ['s'] }, { values: ['x'] }] },
  ])
})

t.test('value: the codes of a required binding', async (t) => {
  const binding = { strength: 'required' as const, valueSet: 'http://example.org/v' }
  const elements = [sliced('category', 'value', '$this'), slice('category', { binding })]
  t.strictSame(conditions('category', [{ type: 'value', path: '$this' }], elements), [
    { kind: 'binding', path: [], valueSet: 'http://example.org/v' },
  ])
})

t.test('exists: by the cardinality of the slice', async (t) => {
  const discriminator = { type: 'exists' as const, path: 'interpretation' }
  const elements = (cardinality: object) => [
    sliced('component', 'exists', 'interpretation'),
    slice('component'),
    { id: 'Observation.component:a.interpretation', ...cardinality },
  ]
  t.match(conditions('component', [discriminator], elements({ min: 1 })), [{ kind: 'exists', exists: true }])
  t.match(conditions('component', [discriminator], elements({ max: '0' })), [{ kind: 'exists', exists: false }])
})

t.test('type and profile: behind a reference too', async (t) => {
  const targetProfile = ['http://hl7.org/fhir/StructureDefinition/Patient']
  const elements = [
    sliced('performer', 'type', 'resolve()'),
    slice('performer', { type: [{ code: 'Reference', targetProfile }] }),
  ]
  t.match(conditions('performer', [{ type: 'type', path: 'resolve()' }], elements), [
    { kind: 'type', types: ['Patient'] },
  ])
  t.match(conditions('performer', [{ type: 'profile', path: 'resolve()' }], elements), [
    { kind: 'profile', profiles: targetProfile },
  ])
})

t.test('the url of an extension is that of its profile, known or not', async (t) => {
  const type = [{ code: 'Extension', profile: ['http://example.org/unknown|1.0'] }]
  const elements = [sliced('extension', 'value', 'url'), slice('extension', { type })]
  t.match(conditions('extension', [{ type: 'value', path: 'url' }], elements), [
    { kind: 'fixed', values: ['http://example.org/unknown'] },
  ])
})

t.test('is undefined where the profile says nothing there', async (t) => {
  const elements = [sliced('category', 'value', 'text'), slice('category')]
  t.equal(conditions('category', [{ type: 'value', path: 'text' }], elements), undefined)
})
