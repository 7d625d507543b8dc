import t from 'tap'
import { loadDefinitions } from '../../src/definitions/load.js'
import { engineExpression } from '../../src/fhirpath/engine.js'

const definitions = loadDefinitions()
const patient = {
  resourceType: 'Patient',
  birthDate: '2000-01-31',
  name: [{ given: ['A', null], _given: [null, { id: 'x' }] }],
  contact: [{ relationship: [{ text: 'mother' }] }],
  link: [{ other: { reference: 'Patient/1' } }, { other: { reference: 'RelatedPerson/2' } }],
}

t.test('values come with the types that compiled expressions give', async (t) => {
  const found = (expression: string) => engineExpression(expression, 'Patient', definitions)(patient)
  t.same(found('Patient.birthDate'), [{ type: 'date', value: '2000-01-31' }])
  t.same(
    found('Patient.contact').map(({ type }) => type),
    ['Patient.contact'],
  )
  t.same(found('Patient.name.given'), [{ type: 'string', value: 'A' }])
  t.same(found('Patient.name.given.count()'), [{ type: 'integer', value: 2 }])
  t.same(found('1.5 + 1'), [{ type: 'decimal', value: 2.5 }])
})

t.test('`resolve() is` asks the reference and fetches nothing', async (t) => {
  const expression = 'Patient.link.other.where(resolve() is Patient).select(reference)'
  t.same(engineExpression(expression, 'Patient', definitions)(patient), [{ type: 'string', value: 'Patient/1' }])
})

t.test('it begins inside a resource, and %resource is the whole', async (t) => {
  const found = engineExpression('relationship.text | %resource.birthDate.toString()', 'Patient.contact', definitions)
  t.same(
    found(patient.contact[0] ?? {}, patient).map(({ value }) => value),
    ['mother', '2000-01-31'],
  )
})

t.test('an expression that cannot be read is a 400', async (t) => {
  for (const expression of ['Patient..name', '((', 'a'.repeat(5000)]) {
    t.throws(
      () => engineExpression(expression, 'Patient', definitions),
      { status: 400, message: /\S/ },
      expression.slice(0, 20),
    )
  }
})

t.test('what fails on a resource finds nothing there', async (t) => {
  t.same(engineExpression('Patient.link.single()', 'Patient', definitions)(patient), [])
})
