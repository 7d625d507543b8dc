import t from 'tap'
import { asksForResource, takesContent } from '../../src/rest/native-accept.js'

t.test('a FHIR type asks for the resource where nothing is before it', async (t) => {
  const fhir = [
    'application/fhir+json',
    'application/fhir+xml;q=0.5',
    '*/*;q=0.1, application/fhir+json',
    'image/png, application/fhir+json',
  ]
  for (const accept of fhir) t.ok(asksForResource(accept), accept)
  const others = [
    undefined,
    '',
    '*/*',
    'application/json',
    'application/fhir+json;q=0',
    'application/fhir+json;q=0.5, */*',
  ]
  for (const accept of others) t.notOk(asksForResource(accept), `${accept}`)
})

t.test('the most specific range says whether the content is taken', async (t) => {
  const taken = [
    '*/*',
    'image/*',
    'IMAGE/PNG',
    'image/png;q=0.1, */*;q=0',
    'application/fhir+json;q=0.5, image/png',
    '*',
  ]
  for (const accept of [undefined, ' ', ...taken]) t.ok(takesContent(accept, 'image/png'), accept ?? 'none')
  const refused = [
    'image/gif',
    'image/png;q=0, */*',
    'image/*;q=0, */*',
    'text/*',
    ',',
    'application/fhir+json, image/png',
  ]
  for (const accept of refused) t.notOk(takesContent(accept, 'image/png'), accept)
  t.ok(takesContent('text/plain', 'text/plain; charset=utf-8'))
})
