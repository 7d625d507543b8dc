import t from 'tap'
import type { SourceElement, SourceStructure } from '../../../src/definitions/compile/source.js'
import { compileStructure } from '../../../src/definitions/compile/structures.js'

const structure = (kind: string, ...element: readonly SourceElement[]): SourceStructure => ({
  resourceType: 'StructureDefinition',
  name: element[0]?.path ?? '',
  kind,
  abstract: false,
  snapshot: { element },
})

t.test('a backbone becomes a type by its path, what is plain is left out', async (t) => {
  const compiled = compileStructure(
    structure(
      'resource',
      { path: 'Thing', min: 0, max: '*' },
      { path: 'Thing.id', min: 0, max: '1', type: [{ code: 'http://hl7.org/fhirpath/System.String' }] },
      { path: 'Thing.part', min: 1, max: '*', isSummary: true, type: [{ code: 'BackboneElement' }] },
      { path: 'Thing.part.value[x]', min: 0, max: '1', isModifier: true, type: [{ code: 'string' }, { code: 'Age' }] },
      { path: 'Thing.part.part', min: 0, max: '3', contentReference: '#Thing.part' },
    ),
  )
  t.same(compiled, [
    {
      name: 'Thing',
      kind: 'resource',
      elements: [
        { name: 'id', types: ['id'] },
        { name: 'part', types: ['Thing.part'], min: 1, max: '*', summary: true },
      ],
    },
    {
      name: 'Thing.part',
      kind: 'backbone',
      elements: [
        { name: 'value', types: ['string', 'Age'], choice: true, modifier: true },
        { name: 'part', types: ['Thing.part'], max: 3 },
      ],
    },
  ])
})

t.test('targets are type names, and any resource is none', async (t) => {
  const profile = (name: string) => `http://hl7.org/fhir/StructureDefinition/${name}`
  const [type] = compileStructure(
    structure(
      'complex-type',
      { path: 'Thing', min: 0, max: '*' },
      { path: 'Thing.a', min: 0, max: '1', type: [{ code: 'Reference', targetProfile: [profile('Patient')] }] },
      { path: 'Thing.b', min: 0, max: '1', type: [{ code: 'Reference', targetProfile: [profile('Resource')] }] },
    ),
  )
  t.same(type?.elements, [
    { name: 'a', types: ['Reference'], targets: ['Patient'] },
    { name: 'b', types: ['Reference'] },
  ])
})
