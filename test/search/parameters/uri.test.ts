import t from 'tap'
import { uriForms } from '../../../src/search/parameters/uri.js'
import { finds, predicateOf } from '../clinic.js'

// https://hl7.org/fhir/R4/search.html#uri
t.test('a uri matches exactly, case and all', async (t) => {
  const valueSet = { resourceType: 'ValueSet', url: 'http://acme.org/fhir/ValueSet/123' }
  t.ok(finds(valueSet, 'url', 'http://acme.org/fhir/ValueSet/123'))
  for (const value of [
    'http://acme.org/fhir/ValueSet/123/',
    'http://acme.org/fhir/valueset/123',
    'http://acme.org/fhir',
  ])
    t.notOk(finds(valueSet, 'url', value), value)
})

t.test('a canonical with a version is found with and without it', async (t) => {
  t.same(uriForms('http://p|1.0#f'), ['http://p|1.0#f', 'http://p|1.0', 'http://p'])
  const resource = { resourceType: 'Basic', meta: { profile: ['http://p|1.0'], source: 'urn:uuid:5#x' } }
  t.ok(finds(resource, '_profile', 'http://p'))
  t.ok(finds(resource, '_profile', 'http://p|1.0'))
  t.notOk(finds(resource, '_profile', 'http://p|2.0'))
  t.ok(finds(resource, '_source', 'urn:uuid:5#x'))
})

t.test('an empty value is refused, and missing is told', async (t) => {
  t.throws(() => predicateOf('ValueSet', 'url', ''), { message: /expected a uri/ })
  t.ok(finds({ resourceType: 'ValueSet' }, 'url:missing', 'true'))
})
