import t from 'tap'
import type { Definitions } from '../../src/definitions/definitions.js'
import { loadDefinitions } from '../../src/definitions/load.js'

const definitions: Definitions = loadDefinitions()

const namesOf = (type: string) => definitions.type(type)?.elements.map(({ name }) => name)
const elementOf = (type: string, name: string) => definitions.type(type)?.elements.find((found) => found.name === name)

t.test('there are the 146 resource types of R4, sorted', async (t) => {
  t.equal(definitions.resourceTypes.length, 146)
  t.same(definitions.resourceTypes, [...definitions.resourceTypes].sort())
  t.ok(definitions.isResourceType('Patient'))
  for (const name of ['Resource', 'DomainResource', 'HumanName', 'SubscriptionStatus', 'constructor']) {
    t.notOk(definitions.isResourceType(name), name)
  }
})

t.test('elements stand in the order of the specification, inherited ones first', async (t) => {
  const inherited = 'id meta implicitRules language text contained extension modifierExtension'.split(' ')
  t.same(namesOf('Patient')?.slice(0, 12), [...inherited, 'identifier', 'active', 'name', 'telecom'])
  t.same(namesOf('Bundle')?.slice(0, 5), ['id', 'meta', 'implicitRules', 'language', 'identifier'])
  t.same(namesOf('HumanName')?.slice(0, 4), ['id', 'extension', 'use', 'text'])
  t.same(namesOf('Patient.contact')?.slice(0, 4), ['id', 'extension', 'modifierExtension', 'relationship'])
})

t.test('every type that an element names is defined', async (t) => {
  const seen = new Set<string>(definitions.resourceTypes)
  for (const name of seen) {
    const type = definitions.type(name)
    if (type === undefined) t.fail(`\`${name}\` is not defined`)
    for (const element of type?.elements ?? []) for (const used of element.types) seen.add(used)
  }
  t.ok(seen.size > 600, `${seen.size} types`)
})

t.test('choices are spelled out by their JSON names', async (t) => {
  const value = elementOf('Observation', 'value')
  t.match(value, { choice: true, min: 0, max: 1, summary: true })
  t.equal(value?.types.length, 11)
  const byJsonName = definitions.type('Observation')?.byJsonName
  t.match(byJsonName?.get('valueQuantity'), { type: 'Quantity', element: { name: 'value' } })
  t.match(byJsonName?.get('valueDateTime'), { type: 'dateTime' })
  t.notOk(byJsonName?.has('value'))
  t.match(byJsonName?.get('status'), { type: 'code', element: { min: 1, max: 1, modifier: true, summary: true } })
})

t.test('backbones are types by their path, also in data types, and content references point to them', async (t) => {
  t.same(elementOf('Patient', 'contact')?.types, ['Patient.contact'])
  t.same(elementOf('Questionnaire.item', 'item')?.types, ['Questionnaire.item'])
  t.same(elementOf('Observation.component', 'referenceRange')?.types, ['Observation.referenceRange'])
  t.same(elementOf('Bundle.entry', 'link')?.types, ['Bundle.link'])
  t.same(elementOf('Timing', 'repeat')?.types, ['Timing.repeat'])
  t.match(definitions.type('Dosage.doseAndRate'), { kind: 'backbone' })
  t.match(definitions.type('ElementDefinition.binding'), { kind: 'backbone' })
})

t.test('a primitive type has an id and extensions, its value is implied', async (t) => {
  t.match(definitions.type('string'), { kind: 'primitive-type' })
  t.same(namesOf('decimal'), ['id', 'extension'])
})

t.test('XML attributes are the id of elements and the url of extensions', async (t) => {
  t.equal(elementOf('HumanName', 'id')?.attribute, true)
  t.equal(elementOf('Extension', 'url')?.attribute, true)
  t.equal(elementOf('Patient', 'id')?.attribute, false)
  t.same(elementOf('Patient', 'id')?.types, ['id'])
  t.same(elementOf('Extension', 'url')?.types, ['uri'])
  t.same(elementOf('HumanName', 'id')?.types, ['string'])
})

t.test('references name their targets, none where they may point to anything', async (t) => {
  t.same(elementOf('Patient', 'managingOrganization')?.targets, ['Organization'])
  t.same(elementOf('Task', 'focus')?.targets, [])
  t.equal(elementOf('Patient', 'name')?.max, Number.POSITIVE_INFINITY)
})

t.test('names that are no types give undefined, whatever they are', async (t) => {
  for (const name of ['Nonsense', '', '../index', 'Patient.nonsense', '__proto__', 'constructor']) {
    t.equal(definitions.type(name), undefined, name)
  }
})

t.test('search parameters are those of the type, with what every resource has', async (t) => {
  const codes = [...definitions.searchParameters('Patient').keys()]
  for (const code of ['_id', '_lastUpdated', '_profile', '_tag', '_security', '_source', '_text', '_content']) {
    t.ok(codes.includes(code), code)
  }
  t.equal(codes.filter((code) => !code.startsWith('_')).length, 23)
  t.notOk(definitions.searchParameters('Bundle').has('_text'), 'Bundle is no DomainResource')
  t.equal(definitions.searchParameters('Nonsense').size, 0)
})

t.test('shared search parameters are cut down to the one type', async (t) => {
  const observation = definitions.searchParameters('Observation')
  t.match(observation.get('patient'), {
    type: 'reference',
    expression: 'Observation.subject.where(resolve() is Patient)',
    description: 'The subject that the observation is about (if patient)',
    targets: ['Patient'],
  })
  t.equal(
    observation.get('value-quantity')?.expression,
    '(Observation.value as Quantity) | (Observation.value as SampledData)',
  )
  t.equal(observation.get('_content')?.expression, '')
  t.equal(
    definitions.searchParameters('AllergyIntolerance').get('code')?.expression,
    'AllergyIntolerance.code | AllergyIntolerance.reaction.substance',
  )
  t.equal(
    definitions.searchParameters('MedicationRequest').get('code')?.expression,
    '(MedicationRequest.medication as CodeableConcept)',
  )
  t.equal(definitions.searchParameters('InsurancePlan').get('name')?.expression, 'name | alias')
})

t.test('composites name their components, with types that exist', async (t) => {
  t.same(definitions.searchParameters('Observation').get('code-value-date')?.components, [
    { definition: 'http://hl7.org/fhir/SearchParameter/clinical-code', expression: 'code' },
    {
      definition: 'http://hl7.org/fhir/SearchParameter/Observation-value-date',
      expression: 'value.as(dateTime) | value.as(Period)',
    },
  ])
})

t.test('targets of reference parameters are written out', async (t) => {
  t.equal(definitions.searchParameters('Task').get('focus')?.targets.length, 145, 'all but Parameters')
  const open = definitions.searchParameters('RequestGroup').get('instantiates-canonical')
  t.equal(open?.targets.length, 146, 'where the definition names none')
  t.same(definitions.searchParameters('Coverage').get('beneficiary')?.targets, ['Patient'])
})

t.test('the five compartments are there, each with the resource itself', async (t) => {
  for (const code of ['Patient', 'Practitioner', 'Encounter', 'RelatedPerson', 'Device']) {
    t.ok(definitions.compartment(code)?.parameters.get(code)?.includes('{def}'), code)
  }
  t.same(definitions.compartment('Patient')?.parameters.get('Observation'), ['subject', 'performer'])
  t.same(definitions.compartment('Device')?.parameters.get('Observation'), ['subject', 'device'])
  t.equal(definitions.compartment('Patient')?.parameters.get('Practitioner'), undefined)
  t.equal(definitions.compartment('Group'), undefined)
})

t.test('every parameter that a compartment names exists on its type', async (t) => {
  for (const code of ['Patient', 'Practitioner', 'Encounter', 'RelatedPerson', 'Device']) {
    for (const [type, parameters] of definitions.compartment(code)?.parameters ?? []) {
      const unknown = parameters.filter((name) => name !== '{def}' && !definitions.searchParameters(type).has(name))
      t.same(unknown, [], `${code} in ${type}`)
    }
  }
})

t.test('where the build has not run, the error says what writes the definitions', async (t) => {
  t.throws(() => loadDefinitions(new URL('nowhere/', import.meta.url)), { message: /npm run build/ })
})
