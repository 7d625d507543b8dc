import t from 'tap'
import { checkContext } from '../../../src/validation/rules/extension-context.js'
import { ask } from './sample-run.js'

const patient = {
  resourceType: 'Patient',
  contact: [{ name: { family: 'a' } }],
  name: [{ family: 'b' }],
  gender: 'male',
  extension: [{ url: 'http://example.org/outer', extension: [], valueCodeableConcept: { text: 'a' } }],
  deceasedBoolean: true,
}

type Context = { readonly type: 'element' | 'extension' | 'fhirpath'; readonly expression: string }

function check(pointer: string, ...context: readonly (Context | string)[]) {
  const contexts = context.map((each) =>
    typeof each === 'string' ? { type: 'element' as const, expression: each } : each,
  )
  const definition = {
    resourceType: 'StructureDefinition',
    url: 'http://example.org/inner',
    context: contexts,
  } as never
  return ask((_, spot) => checkContext(definition, spot), undefined, { resource: patient, pointer }).lines
}

const allowed: readonly string[] = []
const refused = (pointer: string) => [`error extension ${pointer}`]

t.test('knows a resource by its type and what that specialises', async (t) => {
  for (const path of ['Patient', 'DomainResource', 'Resource', 'Element', '*'])
    t.same(check('/extension/1', path), allowed, path)
  t.same(check('/extension/1', 'Observation', 'Patient.name'), refused('/extension/1'))
})

t.test('knows an element by its path and by the path within its type', async (t) => {
  const pointer = '/contact/0/name/_family/extension/0'
  for (const path of ['Patient.contact.name.family', 'HumanName.family', 'string', 'Element']) {
    t.same(check(pointer, path), allowed, path)
  }
  t.same(check(pointer, 'Patient.name.family', 'HumanName', 'Patient.contact', 'uri'), refused(pointer))
  t.same(check('/name/0/extension/0', 'HumanName'), allowed)
  t.same(check('/name/0/extension/0', 'http://example.org/StructureDefinition/p#Patient.name'), allowed)
})

t.test('knows backbones, codes and choices', async (t) => {
  t.same(check('/contact/0/extension/0', 'BackboneElement'), allowed)
  t.same(check('/name/0/extension/0', 'BackboneElement'), refused('/name/0/extension/0'))
  t.same(check('/_gender/extension/0', 'string'), allowed, 'a code is a string')
  t.same(check('/_deceasedBoolean/extension/0', 'Patient.deceased[x]'), allowed)
  t.same(check('/_deceasedBoolean/extension/0', 'Patient.deceasedBoolean'), allowed)
})

t.test('knows an extension by its url', async (t) => {
  const outer: Context = { type: 'extension', expression: 'http://example.org/outer' }
  t.same(check('/extension/0/extension/0', outer), allowed)
  t.same(check('/extension/0/extension/0', { ...outer, expression: 'http://example.org/outer#part' }), allowed)
  t.same(check('/extension/0/valueCodeableConcept/extension/0', outer), allowed, 'its value counts as it')
  t.same(check('/extension/1', outer), refused('/extension/1'))
  t.same(check('/extension/0/valueCodeableConcept/extension/0', 'CodeableConcept', 'Extension.value[x]'), allowed)
})

t.test('knows contexts that R4 forgot', async (t) => {
  const url = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-normative-version'
  const definition = {
    resourceType: 'StructureDefinition',
    url,
    context: [{ type: 'element', expression: 'StructureDefinition' }],
  } as never
  const lines = (resourceType: string) =>
    ask((_, spot) => checkContext(definition, spot), undefined, { resource: { resourceType }, pointer: '/extension/0' })
      .lines
  t.same(lines('ValueSet'), allowed)
  t.same(lines('Patient'), refused('/extension/0'))
})

t.test('takes what a FHIRPath selects, and nothing else', async (t) => {
  const by = (expression: string): Context => ({ type: 'fhirpath', expression })
  t.same(check('/extension/1', by('Patient')), allowed)
  t.same(check('/extension/1', by('Observation')), refused('/extension/1'))
  t.same(check('/name/0/extension/0', by("Patient.name.where(family = 'b')")), allowed)
  t.same(check('/name/0/extension/0', by("Patient.name.where(family = 'c')")), refused('/name/0/extension/0'))
  t.same(check('/contact/0/name/extension/0', by('descendants().ofType(HumanName)')), allowed)
  t.same(check('/contact/0/name/extension/0', by('name')), refused('/contact/0/name/extension/0'))
  t.same(check('/_gender/extension/0', by('gender')), allowed)
  t.same(check('/_gender/extension/0', by('name.family')), refused('/_gender/extension/0'))
  t.same(check('/name/0/extension/0', by('name.nonsense(')), allowed, 'what cannot be read says nothing')
})

t.test('knows the resources that have a url by the names of later versions', async (t) => {
  const context = [{ type: 'element', expression: 'CanonicalResource' }]
  const definition = { resourceType: 'StructureDefinition', url: 'http://example.org/a', context } as never
  const lines = (resourceType: string) =>
    ask((_, spot) => checkContext(definition, spot), undefined, { resource: { resourceType }, pointer: '/extension/0' })
      .lines
  t.same(lines('CodeSystem'), allowed)
  t.same(lines('Patient'), refused('/extension/0'))
})

t.test('says nothing of places that R4 does not have', async (t) => {
  t.same(check('/colour/extension/0', 'Observation'), allowed)
})
