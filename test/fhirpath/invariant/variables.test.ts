import t from 'tap'
import { variable, variablesIn } from '../../../src/fhirpath/invariant/variables.js'

t.test('a variable stands for a text, or is not known', async (t) => {
  t.equal(variable('ucum'), 'http://unitsofmeasure.org')
  t.equal(variable('vs-x'), 'http://hl7.org/fhir/ValueSet/x')
  t.equal(variable('resource'), undefined)
})

t.test('those that an expression names are found however they are written', async (t) => {
  t.same(variablesIn("%sct & %`ext-a` & %'vs-b' & %resource.id"), {
    sct: 'http://snomed.info/sct',
    'ext-a': 'http://hl7.org/fhir/StructureDefinition/a',
    'vs-b': 'http://hl7.org/fhir/ValueSet/b',
  })
})
