// https://hl7.org/fhir/R4/resource-operation-validate.html
import t from 'tap'
import { type Json, startServer } from '../harness/server.js'
import { countOf, observation, patient } from '../spec/samples.js'

const server = await startServer(t)
const { send } = server
const wrong = patient({ gender: 'nonsense' })
const VITAL_SIGNS = 'http://hl7.org/fhir/StructureDefinition/vitalsigns'

await send('PUT', '/Patient/held', { body: patient({ id: 'held' }) })
await send('PUT', '/Observation/about', { body: observation({ id: 'about', subject: { reference: 'Patient/held' } }) })

/** The issues of an outcome that says 200. */
async function issues(path: string, body?: object): Promise<readonly Json[]> {
  const { status, json, text } = await send(
    body === undefined ? 'GET' : 'POST',
    path,
    body === undefined ? {} : { body },
  )
  t.equal(status, 200, text)
  t.equal(json.resourceType, 'OperationOutcome')
  return json.issue
}

const parameters = (...parameter: readonly object[]) => ({ resourceType: 'Parameters', parameter })

t.test('what is right is told so, and what is wrong with its place and rule', async (t) => {
  t.match(await issues('/Patient/$validate', patient({ gender: 'male' })), [
    { severity: 'information', code: 'informational', diagnostics: /^All is well/ },
  ])
  t.match(await issues('/Patient/$validate', wrong), [
    {
      severity: 'error',
      code: 'code-invalid',
      expression: ['Patient.gender'],
      details: { coding: [{ code: 'required' }] },
    },
  ])
  t.match(await issues('/Patient/$validate', patient({ active: 'yes', gender: 'nonsense' })), [
    { severity: 'error', expression: ['Patient.active'] },
    { severity: 'error', expression: ['Patient.gender'] },
  ])
  t.equal(await countOf(server, 'Patient'), 1, 'nothing was stored')
})

t.test('the resource comes bare or as a parameter', async (t) => {
  const asParameter = parameters({ name: 'resource', resource: wrong })
  t.same(await issues('/Patient/$validate', asParameter), await issues('/Patient/$validate', wrong))
  t.match(await issues('/Parameters/$validate', parameters({ name: 'x', valueInteger: 1 })), [
    { severity: 'information' },
  ])
  t.match(await issues('/Parameters/$validate', { resourceType: 'Parameters', parameter: [{}] }), [
    { severity: 'error' },
  ])
  t.match(await issues('/Patient/$validate', { resourceType: 'Person' }), [
    { severity: 'error', code: 'invalid', diagnostics: /is a `Person`, and the address asks for a `Patient`/ },
  ])
})

t.test('a stored resource is validated as it is', async (t) => {
  t.match(await issues('/Patient/held/$validate'), [{ severity: 'information' }])
  const [issue] = await issues(`/Observation/about/$validate?profile=${VITAL_SIGNS}`)
  t.match(issue, { severity: 'error', expression: [/^Observation/] })
  t.match(
    await issues(
      '/Observation/about/$validate',
      parameters({ name: 'mode', valueCode: 'profile' }, { name: 'profile', valueUri: VITAL_SIGNS }),
    ),
    [issue],
  )
  t.equal((await send('GET', '/Patient/absent/$validate')).status, 404)
  await send('PUT', '/Patient/gone', { body: patient({ id: 'gone' }) })
  await send('DELETE', '/Patient/gone')
  t.equal((await send('GET', '/Patient/gone/$validate')).status, 410)
})

t.test('profiles are asked for one by one; an unknown one is an error', async (t) => {
  const path = `/Observation/$validate?profile=${VITAL_SIGNS}&profile=http://clinic.example/unknown`
  const found = await issues(path, observation())
  t.ok(found.some(({ diagnostics }) => diagnostics.includes('http://clinic.example/unknown')))
  t.ok(
    found.some(
      ({ severity, expression }) =>
        severity === 'error' && /Observation\.(category|subject|effective)/.test(expression),
    ),
  )
})

t.test('mode=create says what a create would', async (t) => {
  const create = (body: object) => issues('/Patient/$validate?mode=create', body)
  t.match(await create(patient()), [{ severity: 'information', diagnostics: /^All is well/ }])
  t.match(await create(patient({ id: 'held' })), [
    { severity: 'warning', code: 'duplicate', expression: ['Patient.id'] },
  ])
  t.match(await create(patient({ id: 'fresh' })), [
    { severity: 'information', diagnostics: /a create ignores the id `fresh`/i },
  ])
  const dangling = observation({ subject: { reference: 'Patient/absent' } })
  t.match(await issues('/Observation/$validate?mode=create', dangling), [{ severity: 'error', code: 'not-found' }])
  t.match(
    await issues('/Observation/$validate', dangling),
    [{ severity: 'information' }],
    'without a mode it is not asked',
  )
  t.equal(await countOf(server, 'Patient'), 1)
})

t.test('mode=update says what an update would', async (t) => {
  t.match(await issues('/Patient/$validate?mode=update', patient()), [{ code: 'required', expression: ['Patient.id'] }])
  t.match(await issues('/Patient/held/$validate?mode=update', patient({ id: 'other' })), [{ code: 'invalid' }])
  t.match(await issues('/Patient/held/$validate?mode=update', patient({ id: 'held' })), [{ severity: 'information' }])
  const { json } = await send('GET', '/Patient/held')
  t.equal(json.meta.versionId, '1', 'nothing was written')
})

t.test('mode=delete says whether others hold the resource', async (t) => {
  t.match(await issues('/Patient/held/$validate?mode=delete'), [
    { severity: 'error', code: 'conflict', diagnostics: /`Observation\/about`/ },
  ])
  t.match(await issues('/Observation/about/$validate?mode=delete'), [{ severity: 'information' }])
  t.match(
    await issues(
      '/Observation/$validate?mode=delete',
      parameters({ name: 'resource', resource: observation({ id: 'about' }) }),
    ),
    [{ severity: 'information' }],
  )
  t.equal((await send('GET', '/Observation/about')).status, 200, 'it is still there')
  t.equal((await send('GET', '/Patient/absent/$validate?mode=delete')).status, 404)
})

t.test('what the operation cannot do is 4xx', async (t) => {
  for (const [path, body, expected] of [
    ['/Patient/$validate', undefined, /no resource to validate/],
    ['/Patient/held/$validate?mode=update', undefined, /no resource to validate/],
    ['/Patient/$validate?mode=destroy', patient(), /`mode` is `destroy`; expected one of `create`/],
    ['/Patient/$validate?mode=delete', undefined, /call it on one/],
    ['/Patient/$validate?mode=profile&profile=http://a', patient(), /about a stored resource/],
    ['/Patient/held/$validate?mode=profile', undefined, /needs a `profile`/],
    ['/Patient/$validate', '{"resourceType":"Patient",', /The JSON ends too early/],
    ['/Patient/$validate', '{"resourceType":"Patient","active":true,"active":true}', /active/],
  ] as const) {
    const answer = await send(body === undefined ? 'GET' : 'POST', path, body === undefined ? {} : { body })
    t.equal(answer.status, 400, path)
    t.match(answer.json.issue[0].diagnostics, expected)
  }
})

t.test('modes that ask what a write would do need its scope', async (t) => {
  const guarded = await startServer(t, { AUTH: 'token' })
  const add = (name: string, scopes: string) => guarded.engine.clients.add(name, scopes)
  const reader = await add('reader', 'system/Patient.rs')
  const writer = await add('writer', 'system/Patient.cruds')
  const stranger = await add('stranger', 'system/Practitioner.rs')
  const ask = async (token: string, method: string, path: string, body?: object) =>
    (await guarded.send(method, path, { headers: { authorization: `Bearer ${token}` }, ...(body ? { body } : {}) }))
      .status
  t.equal(await ask(writer, 'PUT', '/Patient/1', patient({ id: '1' })), 201)
  t.equal(await ask(stranger, 'POST', '/Patient/$validate', patient()), 200)
  t.equal(await ask(stranger, 'GET', '/Patient/1/$validate'), 403)
  t.equal(await ask(reader, 'GET', '/Patient/1/$validate'), 200)
  t.equal(await ask(reader, 'GET', '/Patient/1/$validate?mode=delete'), 403)
  t.equal(await ask(writer, 'GET', '/Patient/1/$validate?mode=delete'), 200)
  t.equal(await ask(reader, 'POST', '/Patient/$validate?mode=create', patient()), 403)
  t.equal(await ask(reader, 'GET', '/ValueSet/$expand?url=http://hl7.org/fhir/ValueSet/administrative-gender'), 403)
})
