import t from 'tap'
import {
  childOf,
  createTreeLibrary,
  isResourceType,
  namedProfiles,
  profileNodes,
  referredNode,
} from '../../../src/validation/schema/tree-library.js'
import { example, libraryWith, profile } from '../profiled.js'

const library = libraryWith([profile('named', 'Patient', [{ id: 'Patient.name', min: 1 }])])

t.test('finds children in the element, in its data type, and behind a content reference', async (t) => {
  const root = library.ofType('Observation')?.root
  const code = root?.children.get('code')
  const component = root?.children.get('component')
  const range = component?.children.get('referenceRange')
  if (root === undefined || code === undefined || range === undefined) throw new Error('Observation is not there.')
  t.equal(childOf(root, 'code', 'Observation', library), code)
  t.equal(childOf(code, 'coding', undefined, library)?.definition.path, 'CodeableConcept.coding')
  t.equal(childOf(range, 'low', undefined, library)?.definition.path, 'Observation.referenceRange.low')
  t.equal(childOf(code, 'nothing', undefined, library), undefined)
})

t.test('asks for a definition once', async (t) => {
  const asked: string[] = []
  const counting = createTreeLibrary((canonical) => {
    asked.push(canonical)
    return undefined
  })
  counting.ofType('Patient')
  counting.ofType('Patient')
  t.equal(asked.length, 1)
})

t.test('tells resources from data types', async (t) => {
  t.ok(isResourceType('Patient', library))
  t.ok(isResourceType('Resource', library))
  t.notOk(isResourceType('HumanName', library))
  t.notOk(isResourceType('code', library))
})

t.test('finds the element of a type that a content reference names', async (t) => {
  t.equal(referredNode('#Questionnaire.item', library)?.name, 'item')
  t.equal(referredNode('#Nothing.item', library), undefined)
})

t.test('a type may name one element of a profile', async (t) => {
  const url = 'http://hl7.org/fhir/StructureDefinition/elementdefinition-profile-element'
  const type = {
    code: 'HumanName',
    profile: [example('named')],
    _profile: [{ extension: [{ url, valueString: 'Patient.name' }] }],
  }
  t.strictSame(namedProfiles(type), [{ url: example('named'), element: 'Patient.name' }])
  t.strictSame(
    profileNodes(type, library).map(({ name }) => name),
    ['name'],
  )
  t.equal(profileNodes({ code: 'Patient', profile: [example('named')] }, library)[0]?.name, 'Patient')
  t.strictSame(profileNodes({ code: 'Patient', profile: [example('unknown')] }, library), [])
})
