// https://hl7.org/fhir/R4/http.html#create: "400 Bad Request - resource could not be parsed or failed basic FHIR validation rules"
import t, { type Test } from 'tap'
import { type Answer, startServer } from '../harness/server.js'

const { send } = await startServer(t)

const wrong = { resourceType: 'Patient', nmae: [{ family: 'Rivera' }], birthDate: '2026-02-30' }

function refused(t: Test, answer: Answer, ...expressions: readonly string[]): void {
  t.equal(answer.status, 400)
  const found = answer.json.issue.map(({ expression }: { readonly expression: readonly string[] }) => expression[0])
  t.same(found, expressions)
}

t.test('a create is refused with every issue at its element', async (t) => {
  const answer = await send('POST', '/Patient', { body: wrong })
  refused(t, answer, 'Patient.nmae', 'Patient.birthDate')
  t.match(answer.json.issue, [
    { severity: 'error', code: 'structure', diagnostics: /Did you mean `name`\?/ },
    { severity: 'error', code: 'value', diagnostics: /`2026-02-30`/ },
  ])
  t.equal((await send('GET', '/Patient?_summary=count')).json.total, 0, 'nothing was stored')
})

t.test('so is XML, once it is read', async (t) => {
  const body = '<Patient xmlns="http://hl7.org/fhir"><birthDate value="2026-02-30"/></Patient>'
  refused(
    t,
    await send('POST', '/Patient', { body, headers: { 'content-type': 'application/fhir+xml' } }),
    'Patient.birthDate',
  )
})

t.test('an update, plain or conditional, and a patch are refused alike', async (t) => {
  const { resourceType, birthDate } = wrong
  refused(t, await send('PUT', '/Patient/a', { body: { resourceType, birthDate, id: 'a' } }), 'Patient.birthDate')
  refused(t, await send('PUT', '/Patient?identifier=a', { body: { resourceType, birthDate } }), 'Patient.birthDate')
  const { json } = await send('POST', '/Patient', { body: { resourceType, active: true } })
  const body = [{ op: 'add', path: '/birthDate', value: birthDate }]
  const headers = { 'content-type': 'application/json-patch+json' }
  refused(t, await send('PATCH', `/Patient/${json.id}`, { body, headers }), 'Patient.birthDate')
})

t.test('what the server writes in the place of the client is not judged', async (t) => {
  const meta = { versionId: 'a b', lastUpdated: 'yesterday', profile: ['http://clinic.example/p'] }
  const answer = await send('POST', '/Patient', { body: { resourceType: 'Patient', id: 'a_b', meta } })
  t.equal(answer.status, 201)
  refused(
    t,
    await send('POST', '/Patient', { body: { ...wrong, id: 'a_b', meta } }),
    'Patient.nmae',
    'Patient.birthDate',
  )
})

const entry = (resource: object) => ({ resource, request: { method: 'POST', url: 'Patient' } })
const right = { resourceType: 'Patient', active: true }

t.test('a batch refuses the entry, a transaction the whole', async (t) => {
  const bundle = (type: string) => ({ resourceType: 'Bundle', type, entry: [entry(right), entry(wrong)] })
  const { json } = await send('POST', '/', { body: bundle('batch') })
  t.match(json.entry, [{ response: { status: /^201/ } }, { response: { status: /^400/ } }])
  const expressions = ['Bundle.entry[1].resource.nmae', 'Bundle.entry[1].resource.birthDate']
  refused(t, await send('POST', '/', { body: bundle('transaction') }), ...expressions)
})

t.test('the Bundle around a transaction is only an envelope', async (t) => {
  const body = { resourceType: 'Bundle', type: 'transaction', colour: 'blue', entry: [entry(right)] }
  t.equal((await send('POST', '/', { body })).status, 200)
  refused(t, await send('POST', '/Bundle', { body }), 'Bundle.colour')
})
