import t from 'tap'
import { compileExpressionFull } from '../../../src/fhirpath/invariant/compile.js'
import { definitions, itemsOf, valuesOf } from './evaluate.js'

t.test('an expression finds typed items, in the order of the document', async (t) => {
  t.same(
    itemsOf('name.given').map(({ type, value }) => `${type} ${value}`),
    ['string Peter', 'string James', 'string Jim'],
  )
  t.same(
    itemsOf('deceased').map(({ type, value }) => [type, value]),
    [['boolean', false]],
  )
  t.same(
    itemsOf('contact').map(({ type }) => type),
    ['Patient.contact'],
  )
})

t.test('variables stand for what FHIR says', async (t) => {
  t.same(valuesOf('%ucum | %sct | %loinc'), ['http://unitsofmeasure.org', 'http://snomed.info/sct', 'http://loinc.org'])
  t.same(valuesOf('%`vs-name` | %`ext-name`'), [
    'http://hl7.org/fhir/ValueSet/name',
    'http://hl7.org/fhir/StructureDefinition/name',
  ])
  t.same(valuesOf('%resource.id', { type: 'string', value: 'x' }), ['p'])
  t.same(valuesOf('%rootResource.id | %context.id'), ['p'])
})

t.test('what is left to the engine, or cannot be read, is refused', async (t) => {
  for (const expression of [
    '1.sqrt()',
    '4 days',
    '%nobody',
    'name.where()',
    'name is Nobody',
    'toString.constructor()',
    '(',
  ]) {
    t.throws(() => compileExpressionFull(expression, definitions), { status: 400, message: /\S/ }, expression)
  }
})

t.test('names of prototypes find nothing', async (t) => {
  for (const name of ['constructor', '`__proto__`', 'toString', 'hasOwnProperty']) t.same(valuesOf(name), [], name)
})
