// https://hl7.org/fhir/R4/http.html#ops ("Prefer")
import t from 'tap'
import { startServer } from '../harness/server.js'
import { bundle, entry, issueOf, patient } from './samples.js'

const { send } = await startServer(t)
const prefer = (preference: string) => ({ prefer: preference })

t.test('return=minimal leaves the body out, never the headers', async (t) => {
  const created = await send('POST', '/Patient', { body: patient(), headers: prefer('return=minimal') })
  t.equal(created.status, 201)
  t.equal(created.text, '')
  t.match(created.headers.location, /\/Patient\/[^/]+\/_history\/1$/)
  t.equal(created.headers.etag, 'W/"1"')
  t.ok(created.headers['last-modified'])
  const updated = await send('PUT', '/Patient/a', { body: patient({ id: 'a' }), headers: prefer('return=minimal') })
  t.equal(updated.status, 201)
  t.equal(updated.text, '')
})

t.test('return=representation gives the resource as it is stored', async (t) => {
  const created = await send('POST', '/Patient', { body: patient(), headers: prefer('return=representation') })
  t.equal(created.text, (await send('GET', `/Patient/${created.json.id}`)).text)
})

t.test('return=OperationOutcome tells what happened', async (t) => {
  const created = await send('PUT', '/Patient/b', {
    body: patient({ id: 'b' }),
    headers: prefer('return=OperationOutcome'),
  })
  t.equal(created.status, 201)
  t.equal(created.json.resourceType, 'OperationOutcome')
  t.match(issueOf(created), {
    severity: 'information',
    code: 'informational',
    diagnostics: /`Patient\/b` was created as version 1/,
  })
  const updated = await send('PUT', '/Patient/b', {
    body: patient({ id: 'b' }),
    headers: prefer('return=OperationOutcome'),
  })
  t.match(issueOf(updated).diagnostics, /was updated as version 2/)
})

t.test('without a preference, and with one that nobody knows, the resource comes back', async (t) => {
  for (const headers of [{}, prefer('return=nonsense'), prefer('respond-sync'), prefer('')]) {
    t.equal((await send('POST', '/Patient', { body: patient(), headers })).json.resourceType, 'Patient')
  }
})

t.test('several preferences may stand together', async (t) => {
  const headers = prefer('handling=lenient, return=minimal; wait=5')
  t.equal((await send('POST', '/Patient', { body: patient(), headers })).text, '')
})

t.test('handling=lenient ignores what it does not know, strict does not', async (t) => {
  // https://hl7.org/fhir/R4/search.html#errors
  t.equal((await send('GET', '/Patient?nonsense=1')).status, 400)
  t.equal((await send('GET', '/Patient?nonsense=1', { headers: prefer('handling=strict') })).status, 400)
  const lenient = await send('GET', '/Patient?nonsense=1&active=true', { headers: prefer('handling=lenient') })
  t.equal(lenient.status, 200)
  const self = lenient.json.link.find(({ relation }: { relation: string }) => relation === 'self').url
  t.notMatch(self, 'nonsense')
  t.match(self, 'active=true')
})

for (const type of ['batch', 'transaction'] as const) {
  t.test(`in a ${type} it says what the entries of the answer hold`, async (t) => {
    const read = entry('GET Patient/a')
    const body = bundle(type, entry('POST Patient', patient({ active: true })), read)
    const first = async (preference: string) =>
      (await send('POST', '/', { body, headers: prefer(preference) })).json.entry
    const [plain, found] = await first('')
    t.notOk('resource' in plain)
    t.match(plain.response, { status: /^201/, etag: 'W/"1"', location: /\/Patient\/[^/]+\/_history\/1$/ })
    t.equal(found.resource.id, 'a', 'what a GET asks for is always there')
    t.notOk('resource' in (await first('return=minimal'))[0])
    t.equal((await first('return=representation'))[0].resource.active, true)
    const [told, read2] = await first('return=OperationOutcome')
    t.equal(told.response.outcome.resourceType, 'OperationOutcome')
    t.notOk('resource' in told)
    t.equal(read2.resource.id, 'a')
  })

  t.test(`in a ${type} a conditional create that finds its resource tells so`, async (t) => {
    const one = patient({ identifier: [{ system: 'http://clinic.example', value: 'x' }] })
    const body = bundle(type, entry('POST Patient', one, { ifNoneExist: 'identifier=http://clinic.example|x' }))
    const [made] = (await send('POST', '/', { body })).json.entry
    t.ok(made)
    const [told] = (await send('POST', '/', { body, headers: prefer('return=OperationOutcome') })).json.entry
    t.match(told.response.status, /^200/)
    t.equal(told.response.outcome.resourceType, 'OperationOutcome')
    const [shown] = (await send('POST', '/', { body, headers: prefer('return=representation') })).json.entry
    t.equal(shown.resource.resourceType, 'Patient')
  })

  t.test(`in a ${type} a search by POST gives its searchset whatever is preferred`, async (t) => {
    for (const preference of ['', 'return=minimal', 'return=OperationOutcome']) {
      const body = bundle(type, entry('POST Patient/_search?_id=a'))
      const [answer] = (await send('POST', '/', { body, headers: prefer(preference) })).json.entry
      t.equal(answer.resource?.type, 'searchset', preference)
    }
  })
}
