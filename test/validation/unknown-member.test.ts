import t from 'tap'
import type { TypeDefinition } from '../../src/definitions/definitions.js'
import { rootPlace } from '../../src/validation/place.js'
import { createReport } from '../../src/validation/report.js'
import { oneOf, unknownMember } from '../../src/validation/unknown-member.js'
import { definitions } from './samples.js'

const sentence = (type: string, name: string) => {
  const report = createReport()
  unknownMember(report, rootPlace(type), name, definitions.type(type) as TypeDefinition)
  return report.issues[0]?.diagnostics ?? ''
}

t.test('names what the writer may have meant', async (t) => {
  t.equal(sentence('Patient', 'birthdate'), '`Patient.birthdate` is not known to FHIR R4. Did you mean `birthDate`?')
  t.match(sentence('Observation', 'value'), /Its name says its type: `valueQuantity`, .* …\.$/)
  t.match(sentence('MedicationRequest', 'medication'), /type: `medicationCodeableConcept` or `medicationReference`\.$/)
  t.match(sentence('Patient', '_name'), /Only primitive elements have a sibling with `_`, and `name` is none/)
  t.match(sentence('HumanName', 'resourceType'), /Only resources have a `resourceType`/)
  t.ok(sentence('Patient', 'x'.repeat(1_000_000)).length < 300, 'long names are cut')
})

t.test('lists alternatives', async (t) => {
  t.same([oneOf([]), oneOf(['a']), oneOf(['a', 'b']), oneOf(['a', 'b', 'c'])], ['', 'a', 'a or b', 'a, b or c'])
})
