import t from 'tap'
import { readCanonicals, readSource, sourceVersion } from '../../../src/definitions/compile/source.js'

t.test('only what R4 itself defines is read', async (t) => {
  const source = readSource()
  t.match(sourceVersion(), /^\d+\.\d+\.\d+/)
  t.equal(source.structures.filter(({ kind, abstract }) => kind === 'resource' && !abstract).length, 146)
  t.notOk(source.structures.some(({ name }) => name === 'SubscriptionStatus' || name === 'MetadataResource'))
  t.equal(source.parameters.length, 1377)
  t.ok(source.parameters.every(({ url }) => url.startsWith('http://hl7.org/fhir/SearchParameter/')))
  t.same(source.compartments.map(({ code }) => code).sort(), [
    'Device',
    'Encounter',
    'Patient',
    'Practitioner',
    'RelatedPerson',
  ])
})

t.test('no canonical of another version of FHIR is read, and every one has a url', async (t) => {
  const canonicals = readCanonicals()
  t.ok(canonicals.every(({ url, id }) => url !== '' && id !== ''))
  t.notOk(canonicals.some(({ version = '' }) => version.startsWith('5.')))
  t.notOk(canonicals.some(({ fhirVersion = '4.0.1' }) => fhirVersion !== '4.0.1'))
  t.ok(
    canonicals.some(({ id }) => id === 'bodyweight'),
    'profiles of R4 itself',
  )
  t.ok(
    canonicals.some(({ id }) => id === 'patient-birthPlace'),
    'extensions of R4 itself',
  )
})
