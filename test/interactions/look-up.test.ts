// What validation cannot know by itself is looked up, outside and inside of transactions.
import t from 'tap'
import { changeEpoch } from '../../src/store/epoch.js'
import { loadCodeSystem } from '../../src/terminology/stored/load-code-system.js'
import { startServer } from '../harness/server.js'
import { bundle, entry, issueOf, jsonPatchBinary, observation, patient } from '../spec/samples.js'

const SYSTEM = 'http://clinic.example/CodeSystem/findings'
const PROFILES = 'http://clinic.example/StructureDefinition'

const profile = (id: string, type: string, ...element: readonly object[]) => ({
  resourceType: 'StructureDefinition',
  id,
  url: `${PROFILES}/${id}`,
  name: id,
  status: 'active',
  kind: 'resource',
  abstract: false,
  type,
  baseDefinition: `http://hl7.org/fhir/StructureDefinition/${type}`,
  derivation: 'constraint',
  differential: { element },
})

const resources = [
  {
    resourceType: 'ValueSet',
    id: 'findings',
    url: 'http://clinic.example/ValueSet/findings',
    status: 'active',
    compose: { include: [{ system: SYSTEM }] },
  },
  profile('born', 'Patient', { id: 'Patient.birthDate', path: 'Patient.birthDate', min: 1 }),
  profile(
    'finding',
    'Observation',
    {
      id: 'Observation.code',
      path: 'Observation.code',
      binding: { strength: 'required', valueSet: 'http://clinic.example/ValueSet/findings' },
    },
    {
      id: 'Observation.subject',
      path: 'Observation.subject',
      type: [{ code: 'Reference', targetProfile: [`${PROFILES}/born`] }],
    },
  ),
]

const server = await startServer(t)
const { send, engine } = server
const { database, practice } = engine
await loadCodeSystem({
  queryable: database,
  practice: practice.practice,
  codeSystem: {
    resourceType: 'CodeSystem',
    url: SYSTEM,
    status: 'active',
    content: 'complete',
    concept: [{ code: 'well', display: 'Well' }],
  },
})
await database.transaction((queryable) => changeEpoch({ queryable, practice: practice.practice }, undefined))
for (const resource of resources) {
  const { status, text } = await send('PUT', `/${resource.resourceType}/${resource.id}`, { body: resource })
  if (status !== 201) throw new Error(text)
}
await send('PUT', '/Patient/born', { body: patient({ id: 'born', birthDate: '1980' }) })
await send('PUT', '/Patient/unborn', { body: patient({ id: 'unborn' }) })

const finding = (code: string, subject: string, id?: string) =>
  observation({
    ...(id === undefined ? {} : { id }),
    meta: { profile: [`${PROFILES}/finding`] },
    code: { coding: [{ system: SYSTEM, code }] },
    subject: { reference: subject },
  })

t.test('codes that only the database has, and resources that references lead to', async (t) => {
  t.equal((await send('POST', '/Observation', { body: finding('well', 'Patient/born') })).status, 201)
  const unknown = await send('POST', '/Observation', { body: finding('unwell', 'Patient/born') })
  t.equal(unknown.status, 422)
  t.match(issueOf(unknown), { code: 'code-invalid', diagnostics: /`unwell`/ })
  const unborn = await send('POST', '/Observation', { body: finding('well', 'Patient/unborn') })
  t.equal(unborn.status, 422, unborn.text)
  t.match(issueOf(unborn).expression, [/^Observation\.subject/])
})

t.test('in a transaction, before it begins and for what it patches', async (t) => {
  const post = (...entries: readonly object[]) => send('POST', '/', { body: bundle('transaction', ...entries) })
  t.equal((await post(entry('PUT Observation/f', finding('well', 'Patient/born', 'f')))).status, 200)
  const unknown = await post(entry('POST Observation', finding('unwell', 'Patient/born')))
  t.equal(unknown.status, 422)
  t.match(issueOf(unknown).expression, [/^Bundle\.entry\[0\]/])
  const patch = (subject: string, code: string) =>
    post(
      entry(
        'PATCH Observation/f',
        jsonPatchBinary(
          { op: 'replace', path: '/subject/reference', value: subject },
          { op: 'replace', path: '/code/coding/0/code', value: code },
        ),
      ),
    )
  t.equal((await patch('Patient/born', 'well')).status, 200)
  t.match(issueOf(await patch('Patient/unborn', 'well')).expression, [/^Bundle\.entry\[0\]\.resource\.subject/])
  t.match(issueOf(await patch('Patient/born', 'ill')).diagnostics, /`ill`/)
})

t.test('entries of a transaction are known to each other before they are stored', async (t) => {
  const urn = 'urn:uuid:7b1f4e5a-8f5f-4f1c-9d53-0a000000000a'
  const post = (birth: object) =>
    send('POST', '/', {
      body: bundle(
        'transaction',
        entry('POST Patient', patient(birth), { fullUrl: urn }),
        entry('POST Observation', finding('well', urn)),
      ),
    })
  const right = await post({ birthDate: '1990' })
  t.equal(right.status, 200, right.text)
  t.equal((await post({})).status, 422)
})

t.test('what the client may not read says nothing about what stands in it', async (t) => {
  const guarded = await startServer(t, { AUTH: 'token' })
  const ask = async (name: string, scopes: string) => {
    const token = await guarded.engine.clients.add(name, scopes)
    return (method: string, path: string, body: object) =>
      guarded.send(method, path, { body, headers: { authorization: `Bearer ${token}` } })
  }
  const all = await ask('all', 'system/*.cruds')
  for (const body of [...resources.slice(1), { resourceType: 'Patient', id: 'unborn' }]) {
    t.equal((await all('PUT', `/${body.resourceType}/${body.id}`, body)).status, 201)
  }
  const writer = await ask('writer', 'system/Observation.c')
  const body = { ...finding('well', 'Patient/unborn'), code: { text: 'x' } }
  const seen = await all('POST', '/Observation', body)
  t.match(seen.text, /birthDate|Observation\.subject/)
  t.notMatch((await writer('POST', '/Observation', body)).text, /birthDate|Observation\.subject/)
})
