import t from 'tap'
import { referencedType } from '../../src/fhirpath/reference-type.js'

const root = { resourceType: 'Observation', contained: [{ resourceType: 'Patient', id: 'p' }, null, 'odd'] }
const typeOf = (reference: unknown, type?: unknown) => referencedType({ reference, type }, root)

t.test('the text of a reference tells the type', async (t) => {
  t.equal(typeOf('Patient/1'), 'Patient')
  t.equal(typeOf('Patient/1/_history/2'), 'Patient')
  t.equal(typeOf('https://other.example/fhir/Patient/1'), 'Patient')
  t.equal(typeOf('Patient?identifier=a|b'), 'Patient')
  t.equal(referencedType('Patient/1', root), 'Patient', 'a canonical or uri')
})

t.test('a contained resource tells its type, and # alone the resource that it is in', async (t) => {
  t.equal(typeOf('#p'), 'Patient')
  t.equal(typeOf('#'), 'Observation')
  t.equal(typeOf('#absent'), undefined)
  t.equal(referencedType({ reference: '#p' }, { contained: 'odd' }), undefined)
})

t.test('where the text says nothing, Reference.type does', async (t) => {
  t.equal(typeOf('urn:uuid:c757873d-ec9a-4326-a141-556f43239520', 'Patient'), 'Patient')
  t.equal(typeOf(undefined, 'http://hl7.org/fhir/StructureDefinition/Patient'), 'Patient')
  t.equal(typeOf('Group/1', 'Patient'), 'Group')
})

t.test('odd content tells nothing', async (t) => {
  for (const value of [undefined, null, 1, [], {}, { reference: 1 }, { reference: 'urn:oid:1.2' }, { type: 5 }]) {
    t.equal(referencedType(value, undefined), undefined)
  }
})
