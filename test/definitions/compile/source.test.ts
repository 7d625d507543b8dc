import t from 'tap'
import { readSource, sourceVersion } from '../../../src/definitions/compile/source.js'

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
