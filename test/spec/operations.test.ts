// https://hl7.org/fhir/R4/operations.html
import t from 'tap'
import { operations } from '../../src/operations/table.js'
import { startServer } from '../harness/server.js'
import { bundle, entry, issueOf, patient } from './samples.js'

const server = await startServer(t)
const { send, app } = server
const GENDER = 'http://hl7.org/fhir/administrative-gender'
const lookup = `CodeSystem/$lookup?system=${GENDER}&code=male`
await send('PUT', '/Patient/1', { body: patient({ id: '1' }) })

t.test('the CapabilityStatement has every operation where it is called', async (t) => {
  const { json } = await send('GET', '/metadata')
  const of = (type: string): readonly string[] =>
    (json.rest[0].resource.find((resource: { type: string }) => resource.type === type).operation ?? []).map(
      ({ name }: { name: string }) => name,
    )
  t.same(of('Patient'), ['validate'])
  t.same(of('CodeSystem'), ['validate', 'lookup', 'validate-code', 'subsumes'])
  t.same(of('ValueSet'), ['validate', 'expand', 'validate-code'])
  t.same(of('ConceptMap'), ['validate', 'translate'])
  const [{ operation }] = json.rest[0].resource
  t.match(operation, [{ definition: 'http://hl7.org/fhir/OperationDefinition/Resource-validate' }])
})

t.test('an operation answers GET, HEAD and POST, in JSON and XML', async (t) => {
  const got = await send('GET', `/${lookup}`)
  t.equal(got.status, 200)
  t.equal(got.json.resourceType, 'Parameters')
  const head = await send('HEAD', `/${lookup}`)
  t.equal(head.status, 200)
  t.equal(head.text, '')
  const xml = await send('GET', `/${lookup}&_format=xml&_pretty=true`)
  t.match(xml.headers['content-type'], /fhir\+xml/)
  t.match(xml.text, /<Parameters xmlns="http:\/\/hl7.org\/fhir">\n {2}<parameter>/)
  const posted = await send('POST', '/CodeSystem/$lookup', {
    body: `<Parameters xmlns="http://hl7.org/fhir"><parameter><name value="code"/><valueCode value="male"/></parameter><parameter><name value="system"/><valueUri value="${GENDER}"/></parameter></Parameters>`,
    headers: { 'content-type': 'application/fhir+xml', accept: 'application/fhir+json' },
  })
  t.same(posted.json, got.json)
  t.equal((await send('POST', `/${lookup}`)).status, 200, 'the parameters of a POST may all stand in the address')
  t.equal((await send('GET', `/${lookup.replace('$', '%24')}`)).status, 200, 'some clients encode the dollar sign')
})

t.test('other methods are 405, other operations 404 with the near ones', async (t) => {
  const refused = await send('DELETE', '/Patient/$validate')
  t.equal(refused.status, 405)
  t.equal(refused.headers.allow, 'GET, HEAD, POST, OPTIONS')
  for (const [path, expected] of [
    ['/Patient/$validte', /no operation `\$validte` on `Patient`.*Did you mean `\$validate`/],
    ['/Patient/1/$everythin', /no operation `\$everythin` on `Patient`.*Operations of this server: `\$validate`/],
    ['/$nonsense', /no operation `\$nonsense` on the server itself/],
    ['/Patient/$lookup', /`\$lookup` at this address. It is called at `\[base\]\/CodeSystem\/\$lookup`/],
    ['/Patient/1/2/3/$validate', /`\$validate`/],
  ] as const) {
    for (const method of ['GET', 'POST']) {
      const answer = await send(method, path, method === 'POST' ? { body: patient() } : {})
      t.equal(answer.status, 404, `${method} ${path}`)
      t.match(issueOf(answer), { code: 'not-found', diagnostics: expected })
    }
  }
  t.equal((await send('POST', '/Nonsense/$validate', { body: patient() })).status, 404)
  t.equal((await send('GET', '/Patient/a_b/$validate')).status, 400)
})

t.test('a batch takes operations by GET and POST, each for itself', async (t) => {
  const answer = await send('POST', '/', {
    body: bundle(
      'batch',
      entry(`GET ${lookup}`),
      entry('POST Patient/$validate', patient({ gender: 'nonsense' })),
      entry('POST Patient/$nonsense', patient()),
      entry('GET CodeSystem/$lookup?code=male'),
    ),
  })
  const [looked, validated, unknown, wrong] = answer.json.entry
  t.match(looked, { resource: { resourceType: 'Parameters' }, response: { status: '200 OK' } })
  t.match(validated, { resource: { resourceType: 'OperationOutcome', issue: [{ severity: 'error' }] } })
  t.match(unknown.response, { status: '404', outcome: { issue: [{ diagnostics: /\$nonsense/ }] } })
  t.match(wrong.response.status, '400')
})

t.test('a transaction takes those by GET over what it wrote, and refuses the others', async (t) => {
  const answer = await send('POST', '/', {
    body: bundle(
      'transaction',
      entry('PUT Patient/made', patient({ id: 'made' })),
      entry('GET Patient/made/$validate'),
      entry(`GET ${lookup}`),
    ),
  })
  t.equal(answer.status, 200, answer.text)
  t.match(answer.json.entry[1].resource, { resourceType: 'OperationOutcome', issue: [{ severity: 'information' }] })
  t.equal(answer.json.entry[2].resource.resourceType, 'Parameters')
  const refused = await send('POST', '/', {
    body: bundle('transaction', entry('POST Patient/$validate', patient())),
  })
  t.equal(refused.status, 400)
  t.match(issueOf(refused).diagnostics, /`POST Patient\/\$validate` cannot be part of a transaction/)
  const writing = await send('POST', '/', {
    body: bundle('transaction', entry('GET Patient/made/$validate?mode=delete')),
  })
  t.ok(
    writing.status >= 400 && writing.status < 500,
    'what would write in a transaction of its own cannot stand in another',
  )
})

t.test('every parameter of every operation is of a type that there is', async (t) => {
  const { definitions } = server.engine
  const known = (type: string) => type === 'part' || type === 'Resource' || definitions.type(type) !== undefined
  for (const { code, parameters } of operations) {
    for (const { name, type, parts = [] } of parameters) {
      t.ok(known(type), `${code}: ${name} is a ${type}`)
      t.ok(parts.every((part) => known(part.type)))
    }
  }
})

t.test('metrics count operations by their name', async (t) => {
  const { body } = await app.inject('/metrics')
  t.match(body, /anteroom_requests_total\{interaction="\$lookup",type="CodeSystem",status="2xx"\}/)
  t.match(body, /anteroom_requests_total\{interaction="\$validate",type="Patient",status="2xx"\}|status="4xx"/)
})
