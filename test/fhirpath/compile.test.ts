import t from 'tap'
import { loadDefinitions } from '../../src/definitions/load.js'
import { compileCriterion, compileExpression } from '../../src/fhirpath/compile.js'
import { parse } from '../../src/fhirpath/parse.js'

const definitions = loadDefinitions()
const find = (expression: string, rootType: string, resource: object) =>
  compileExpression(expression, rootType, definitions)?.(resource)
const values = (...found: Parameters<typeof find>) => find(...found)?.map(({ value }) => value)

const observation = {
  resourceType: 'Observation',
  id: 'o',
  subject: { reference: 'Patient/1' },
  valueQuantity: { value: 5 },
  contained: [{ resourceType: 'Patient', id: 'c', active: true }],
  component: [{ valueQuantity: { value: 6 } }, { valueString: 'x' }, { valueCodeableConcept: { text: 'y' } }],
}

t.test('every search parameter of R4 compiles', async (t) => {
  let count = 0
  for (const type of definitions.resourceTypes) {
    for (const { code, expression } of definitions.searchParameters(type).values()) {
      if (expression === '') continue
      count += 1
      if (compileExpression(expression, type, definitions) === undefined) t.fail(`${type} ${code}: ${expression}`)
    }
  }
  t.equal(count, 2575, 'parameters times types')
})

t.test('values come with their types, choices by the one that is there', async (t) => {
  t.same(find('Observation.value', 'Observation', observation), [{ type: 'Quantity', value: { value: 5 } }])
  t.same(
    find('Observation.component.value', 'Observation', observation)?.map(({ type }) => type),
    ['Quantity', 'string', 'CodeableConcept'],
  )
  t.same(find('Observation.component', 'Observation', observation)?.[0]?.type, 'Observation.component')
  t.same(find('Observation.contained', 'Observation', observation)?.[0]?.type, 'Patient')
  t.same(find('Resource.id', 'Observation', observation), [{ type: 'id', value: 'o' }])
})

t.test('`as` selects from many values, also what specialises the type', async (t) => {
  t.same(values('(Observation.component.value as Quantity)', 'Observation', observation), [{ value: 6 }])
  t.same(values('Observation.component.value.as(string)', 'Observation', observation), ['x'])
  t.same(values('(Observation.component.value as CodeableConcept).text', 'Observation', observation), ['y'])
  t.same(values('Observation.contained.ofType(Patient).active', 'Observation', observation), [true])
  t.same(find('ConceptMap.source as uri', 'ConceptMap', { sourceCanonical: 'urn:a' }), [
    { type: 'canonical', value: 'urn:a' },
  ])
  t.same(values('Observation.value.as(Period)', 'Observation', observation), [])
})

t.test('`is` asks for the type of one value', async (t) => {
  t.same(values('Observation.value is Quantity', 'Observation', observation), [true])
  t.same(values('Observation.value is Period', 'Observation', observation), [false])
  t.same(values('Observation.component.value is Quantity', 'Observation', observation), [])
})

t.test('`resolve() is` asks the reference', async (t) => {
  const isPatient = 'Observation.subject.where(resolve() is Patient)'
  const found = (subject: object) => values(isPatient, 'Observation', { ...observation, subject })?.length
  t.equal(found({ reference: 'Patient/1' }), 1)
  t.equal(found({ reference: '#c' }), 1)
  t.equal(found({ reference: 'Group/1' }), 0)
  t.equal(found({ display: 'someone' }), 0)
})

t.test('an indexer takes from the whole collection', async (t) => {
  t.same(values('Observation.component.value[1]', 'Observation', observation), ['x'])
  t.same(values('Observation.component[9]', 'Observation', observation), [])
  const bundle = { resourceType: 'Bundle', entry: [{ resource: observation }, {}] }
  t.match(find('Bundle.entry[0].resource', 'Bundle', bundle), [{ type: 'Observation' }])
})

t.test('inside a resource it begins with the element, and %resource is the whole', async (t) => {
  const compiled = compileExpression(
    '%resource.referenceSeq.windowStart | start',
    'MolecularSequence.variant',
    definitions,
  )
  t.same(compiled?.({ start: 1 }, { referenceSeq: { windowStart: 2 } }), [
    { type: 'integer', value: 2 },
    { type: 'integer', value: 1 },
  ])
})

t.test('what falls outside the subset is undefined', async (t) => {
  for (const expression of [
    'Patient.name.count()',
    'Patient.name.given.select($this)',
    'Patient.nonsense',
    'Patient.birthDate > @2000',
    'Patient.link.other.resolve()',
    'Patient.contained.id',
    "Patient.birthDate = '2000'",
    'Patient.name as Nonsense',
    'Patient..name',
  ]) {
    t.equal(compileExpression(expression, 'Patient', definitions), undefined, expression)
  }
})

t.test('odd content finds nothing and throws nothing', async (t) => {
  for (const name of [null, 5, 'x', [null, 5, ['x']], [{ given: { a: 1 } }], {}]) {
    t.same(find("Patient.name.where(use = 'official').given | Patient.name.given", 'Patient', { name }), [])
  }
  t.same(find('Patient.name', 'Patient', []), [])
})

t.test('a criterion holds, holds not, or is refused', async (t) => {
  const holds = compileCriterion(parse("use = 'official' and family.exists()"), 'HumanName', definitions)
  t.equal(holds({ use: 'official', family: 'A' }, {}), true)
  t.equal(holds({ use: 'usual', family: 'A' }, {}), false)
  t.equal(holds({}, {}), false)
  t.throws(() => compileCriterion(parse('nonsense = 1'), 'HumanName', definitions), {
    status: 400,
    message: /`nonsense`/,
  })
})
