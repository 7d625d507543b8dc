import t from 'tap'
import { createReferenceNormalizer, parseReference } from '../../src/fhir/reference.js'

// https://hl7.org/fhir/R4/references.html#literal
t.test('every form of a literal reference is told apart', async (t) => {
  t.same(parseReference('Patient/1'), { kind: 'relative', type: 'Patient', id: '1', version: undefined })
  t.same(parseReference('Patient/1/_history/2'), { kind: 'relative', type: 'Patient', id: '1', version: '2' })
  t.match(parseReference('http://a.example/fhir/Patient/1'), {
    kind: 'restful',
    base: 'http://a.example/fhir',
    id: '1',
  })
  t.match(parseReference('https://a.example/Patient/1/_history/2'), { kind: 'restful', version: '2' })
  t.same(parseReference('http://a.example/other?x=1'), { kind: 'absolute', url: 'http://a.example/other?x=1' })
  t.match(parseReference('urn:uuid:4b1a9c1e-0000-4000-8000-000000000000'), { kind: 'urn' })
  t.same(parseReference('#p1'), { kind: 'fragment', id: 'p1' })
  t.same(parseReference('Patient?identifier=a|b'), { kind: 'conditional', type: 'Patient', query: 'identifier=a|b' })
  for (const other of ['', 'patient/1', 'Patient/', 'Patient/1/2', 'just text'])
    t.equal(parseReference(other).kind, 'other', other)
})

t.test('own addresses make a reference local, whatever the slash at their end', async (t) => {
  const normalize = createReferenceNormalizer('http://a.example/fhir/', ['https://b.example/r4'])
  for (const text of [
    'Patient/1',
    'Patient/1/_history/3',
    'http://a.example/fhir/Patient/1',
    'https://b.example/r4/Patient/1/_history/3',
  ]) {
    t.equal(normalize(text), 'Patient/1', text)
  }
})

t.test('other servers, urns and fragments stay what they are, without versions', async (t) => {
  const normalize = createReferenceNormalizer('http://a.example/fhir')
  t.equal(normalize('http://c.example/fhir/Patient/1/_history/3'), 'http://c.example/fhir/Patient/1')
  t.equal(normalize('http://a.example/fhir2/Patient/1'), 'http://a.example/fhir2/Patient/1')
  t.equal(normalize('urn:oid:1.2.3'), 'urn:oid:1.2.3')
  t.equal(normalize('#x'), '#x')
})

t.test('a long hostile text is answered at once', async (t) => {
  t.equal(parseReference(`http://${'a/'.repeat(50_000)}?`).kind, 'absolute')
})
