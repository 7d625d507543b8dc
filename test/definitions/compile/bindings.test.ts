import t from 'tap'
import { createSystemsOf } from '../../../src/definitions/compile/bindings.js'
import { readSource, type SourceElement, type SourceStructure } from '../../../src/definitions/compile/source.js'

const { structures, valueSets } = readSource()
const systemsOf = createSystemsOf(structures, valueSets)

t.test('a path to a code has the system of its required value set', async (t) => {
  t.same(systemsOf('Patient.gender'), ['http://hl7.org/fhir/administrative-gender'])
  t.same(systemsOf('Composition.confidentiality'), ['http://terminology.hl7.org/CodeSystem/v3-Confidentiality'])
  t.same(systemsOf('Person.link.target | Person.gender'), ['http://hl7.org/fhir/administrative-gender'])
})

t.test('a path goes on through data types', async (t) => {
  t.same(systemsOf('Patient.address.use'), ['http://hl7.org/fhir/address-use'])
})

t.test('a preferred value set counts for nothing, the one that it may not leave does', async (t) => {
  t.same(systemsOf('Resource.language'), ['urn:ietf:bcp:47'])
  t.same(systemsOf('Expression.language'), [])
})

t.test('a value set of several systems gives all of them', async (t) => {
  t.same(systemsOf('Task.intent'), ['http://hl7.org/fhir/task-intent', 'http://hl7.org/fhir/request-intent'])
})

t.test('what is no code, has no value set or an unknown one, and what is no path has none', async (t) => {
  const paths = ['Patient.name', 'Patient.contact.nothing', 'CodeSystem.concept.code', 'Patient.deceased.exists()', '']
  for (const path of paths) t.same(systemsOf(path), [], path)
  const element: readonly SourceElement[] = [
    { path: 'Thing', min: 0, max: '*' },
    {
      path: 'Thing.code',
      min: 0,
      max: '1',
      type: [{ code: 'code' }],
      binding: { strength: 'required', valueSet: 'http://unknown|1' },
    },
  ]
  const thing: SourceStructure = {
    resourceType: 'StructureDefinition',
    name: 'Thing',
    kind: 'resource',
    abstract: false,
    snapshot: { element },
  }
  t.same(createSystemsOf([thing], [])('Thing.code'), [])
})
