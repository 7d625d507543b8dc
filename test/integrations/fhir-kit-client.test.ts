// A client that others wrote, over a real socket. https://github.com/Vermonster/fhir-kit-client
import { Client } from 'fhir-kit-client'
import t, { type Test } from 'tap'
import { type Json, startListening } from '../harness/server.js'

const { baseUrl } = await startListening(t)
const client = new Client({ baseUrl })
const identifier = (value: string) => [{ system: 'http://clinic.example/mrn', value }]
const patient = (value: string, elements: object = {}) => ({
  resourceType: 'Patient',
  identifier: identifier(value),
  ...elements,
})

/** What the client answered beside the body. */
function head(answer: Json): { readonly status: number | undefined; readonly headers: Headers } {
  const { response } = Client.httpFor(answer)
  return { status: response?.status, headers: response?.headers ?? new Headers() }
}

/** The status that the client rejected with, and the first issue code. */
async function refusal(request: Promise<unknown>): Promise<{ readonly status: number; readonly code: string }> {
  const error: Json = await request.then(
    () => ({ response: { status: 0 } }),
    (reason: unknown) => reason,
  )
  return { status: error.response.status, code: error.response.data?.issue?.[0]?.code }
}

const create = async (resourceType: string, body: object): Promise<Json> =>
  client.create({ resourceType, body: { resourceType, ...body } })

const ids = (bundle: Json): string[] => (bundle.entry ?? []).map((entry: Json) => entry.resource.id)

t.test('capabilityStatement tells what the server is', async (t) => {
  const statement: Json = await client.capabilityStatement()
  t.equal(statement.resourceType, 'CapabilityStatement')
  t.equal(statement.fhirVersion, '4.0.1')
  t.equal(statement.implementation.url, baseUrl)
})

t.test('create, read, vread, update and delete lead through the life of a resource', async (t) => {
  const created = await create('Patient', patient('life', { active: true }))
  t.equal(head(created).status, 201)
  t.equal(head(created).headers.get('location'), `${baseUrl}/Patient/${created.id}/_history/1`)
  const { id } = created
  t.same(await client.read({ resourceType: 'Patient', id }), created)
  const updated: Json = await client.update({ resourceType: 'Patient', id, body: { ...created, active: false } })
  t.equal(updated.meta.versionId, '2')
  t.equal(updated.active, false)
  t.same(await client.vread({ resourceType: 'Patient', id, version: '1' }), created)
  t.same(await client.vread({ resourceType: 'Patient', id, version: '2' }), updated)
  t.equal(head(await client.delete({ resourceType: 'Patient', id })).status, 204)
  t.same(await refusal(client.read({ resourceType: 'Patient', id })), { status: 410, code: 'deleted' })
  t.same(await refusal(client.read({ resourceType: 'Patient', id: 'never-was' })), { status: 404, code: 'not-found' })
})

t.test('update creates what is not there, under the id of the client', async (t) => {
  const body = { ...patient('by-update'), id: 'by-update' }
  t.equal(head(await client.update({ resourceType: 'Patient', id: 'by-update', body })).status, 201)
  t.equal(head(await client.update({ resourceType: 'Patient', id: 'by-update', body })).status, 200)
})

t.test('update with If-Match loses against a later version', async (t) => {
  const body = await create('Patient', patient('versions'))
  const update = (etag: string) =>
    client.update({ resourceType: 'Patient', id: body.id, body, options: { headers: { 'If-Match': etag } } })
  t.equal(((await update('W/"1"')) as Json).meta.versionId, '2')
  t.same(await refusal(update('W/"1"')), { status: 412, code: 'conflict' })
})

t.test('patch changes what it names', async (t) => {
  const { id } = await create('Patient', patient('patched', { active: true }))
  const patched: Json = await client.patch({
    resourceType: 'Patient',
    id,
    jsonPatch: [
      { op: 'replace', path: '/active', value: false },
      { op: 'add', path: '/gender', value: 'female' },
    ],
  })
  t.match(patched, { active: false, gender: 'female', meta: { versionId: '2' } })
})

t.test('FHIRPath Patch goes as a raw request', async (t) => {
  const { id } = await create('Patient', patient('fhirpath-patched', { active: true }))
  const parameter = [
    {
      name: 'operation',
      part: [
        { name: 'type', valueCode: 'replace' },
        { name: 'path', valueString: 'Patient.active' },
        { name: 'value', valueBoolean: false },
      ],
    },
  ]
  const headers = { 'content-type': 'application/fhir+json' }
  const request = { method: 'PATCH', body: { resourceType: 'Parameters', parameter }, options: { headers } } as const
  t.match(await client.request(`Patient/${id}`, request), { active: false })
})

t.test('conditional create, update, patch, delete and read decide by their criteria', async (t) => {
  const criteria = { identifier: 'http://clinic.example/mrn|conditional' }
  const query = new URLSearchParams(criteria).toString()
  const createUnless = async (): Promise<Json> =>
    client.create({
      resourceType: 'Patient',
      body: patient('conditional'),
      options: { headers: { 'If-None-Exist': query } },
    })
  const first = await createUnless()
  const second = await createUnless()
  t.same([head(first).status, head(second).status, second.id], [201, 200, first.id])
  const updated: Json = await client.update({
    resourceType: 'Patient',
    searchParams: criteria,
    body: patient('conditional', { gender: 'male' }),
  })
  t.match(updated, { id: first.id, gender: 'male', meta: { versionId: '2' } })
  const patched: Json = await client.request(`Patient?${query}`, {
    method: 'PATCH',
    body: [{ op: 'remove', path: '/gender' }],
    options: { headers: { 'content-type': 'application/json-patch+json' } },
  })
  t.equal(patched.gender, undefined)
  const options = { headers: { 'If-None-Match': 'W/"3"' } }
  t.equal((await refusal(client.read({ resourceType: 'Patient', id: first.id, options }))).status, 304)
  t.equal(head(await client.request(`Patient?${query}`, { method: 'DELETE' })).status, 204)
  t.equal((await refusal(client.read({ resourceType: 'Patient', id: first.id }))).status, 410)
})

t.test('HEAD answers the headers alone', async (t) => {
  const { id } = await create('Patient', patient('head'))
  const answer = await client.request(`Patient/${id}`, { method: 'HEAD' })
  t.same(answer, {})
  t.equal(head(answer).headers.get('etag'), 'W/"1"')
})

t.test('batch does each entry for itself', async (t) => {
  const answer: Json = await client.batch({
    body: {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [
        { resource: patient('batch'), request: { method: 'POST', url: 'Patient' } },
        { request: { method: 'GET', url: 'Patient/never-was' } },
        { request: { method: 'GET', url: 'Patient?identifier=nothing' } },
      ],
    },
  })
  t.equal(answer.type, 'batch-response')
  t.match(
    answer.entry.map((entry: Json) => entry.response.status.slice(0, 3)),
    ['201', '404', '200'],
  )
})

const transactionOf = (status: string) => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [
    {
      fullUrl: 'urn:uuid:0b8f6e5e-8f6c-4a3f-9f0e-3a1a3b9b0d01',
      resource: patient('transaction'),
      request: { method: 'POST', url: 'Patient', ifNoneExist: 'identifier=http://clinic.example/mrn|transaction' },
    },
    {
      resource: {
        resourceType: 'Observation',
        status,
        code: { text: 'weight' },
        subject: { reference: 'urn:uuid:0b8f6e5e-8f6c-4a3f-9f0e-3a1a3b9b0d01' },
      },
      request: { method: 'POST', url: 'Observation' },
    },
  ],
})

t.test('transaction links its entries, and does all or nothing', async (t) => {
  const answer: Json = await client.transaction({ body: transactionOf('final') })
  t.equal(answer.type, 'transaction-response')
  const [person, observation] = answer.entry.map((entry: Json) => entry.response.location)
  const stored: Json = await client.request(observation)
  t.equal(`${baseUrl}/${stored.subject.reference}`, person.replace(/\/_history.*/, ''))
  const dangling = transactionOf('final')
  const entry = { resource: { ...stored, id: undefined, subject: { reference: 'Patient/never-was' } } }
  const body: Json = {
    ...dangling,
    entry: [...dangling.entry, { ...entry, request: { method: 'POST', url: 'Observation' } }],
  }
  t.equal((await refusal(client.transaction({ body }))).status, 422)
  const found: Json = await client.search({
    resourceType: 'Observation',
    searchParams: { subject: stored.subject.reference },
  })
  t.equal(found.total, 1)
})

t.test('search by GET and by POST finds the same, in a type and in the system', async (t) => {
  const { id } = await create('Patient', patient('search', { name: [{ family: 'Søndergård', given: ['Åse'] }] }))
  const searchParams = { family: 'Søndergård', identifier: 'http://clinic.example/mrn|search', _sort: '-_lastUpdated' }
  for (const options of [{}, { postSearch: true }]) {
    const found: Json = await client.search({ resourceType: 'Patient', searchParams, options })
    t.same(ids(found), [id])
    t.equal(found.total, 1)
    t.equal(found.entry[0].fullUrl, `${baseUrl}/Patient/${id}`)
    t.same(ids(await client.systemSearch({ searchParams: { _id: id }, options })), [id])
  }
  const wrong = client.search({ resourceType: 'Patient', searchParams: { familie: 'x' } })
  t.equal((await refusal(wrong)).status, 400)
})

/** A patient with observations of these many. */
async function patientWith(observations: number): Promise<{ readonly id: string; readonly observations: string[] }> {
  const { id } = await create('Patient', patient(`with-${observations}`))
  const made: string[] = []
  for (let index = 0; index < observations; index++) {
    const subject = { reference: `Patient/${id}` }
    const effectiveDateTime = `2026-11-0${1 + (index % 3)}`
    const code = { text: `number ${index}` }
    const observation = await create('Observation', { status: 'final', code, subject, effectiveDateTime })
    made.push(observation.id)
  }
  return { id, observations: made }
}

t.test('compartment search finds what belongs to a patient', async (t) => {
  const { id, observations } = await patientWith(2)
  const compartment = { resourceType: 'Patient', id }
  for (const options of [{}, { postSearch: true }]) {
    const search = { resourceType: 'Observation', compartment, options }
    t.same(ids(await client.search({ ...search, searchParams: { status: 'final' } })).sort(), [...observations].sort())
    t.same(ids(await client.search({ ...search, searchParams: { status: 'amended' } })), [])
  }
})

async function follow(t: Test, first: Json): Promise<string[][]> {
  const pages: Json[] = [first]
  for (let page: Json = first; page !== undefined; page = await client.nextPage({ bundle: page })) {
    if (page !== first) pages.push(page)
  }
  let at = pages.length - 1
  for (let page: Json = pages[at]; page !== undefined; page = await client.prevPage({ bundle: page }), at--) {
    t.same(ids(page), ids(pages[at]), `page ${at} is the same on the way back`)
  }
  t.equal(at, -1, 'the way back ends at the first page')
  return pages.map(ids)
}

t.test('nextPage and prevPage lead through all pages and back', async (t) => {
  const { id, observations } = await patientWith(7)
  for (const options of [{}, { postSearch: true }]) {
    const searchParams = { patient: id, _count: 3, _sort: 'date,-_lastUpdated' }
    const pages = await follow(t, await client.search({ resourceType: 'Observation', searchParams, options }))
    t.same(
      pages.map((page) => page.length),
      [3, 3, 1],
    )
    t.same(pages.flat().sort(), [...observations].sort())
  }
})

t.test('includes bring what is referred to, and resolve finds it in the bundle', async (t) => {
  const { id } = await patientWith(1)
  const searchParams = { patient: id, _include: 'Observation:subject' }
  const bundle: Json = await client.search({ resourceType: 'Observation', searchParams })
  t.same(
    bundle.entry.map((entry: Json) => entry.search.mode),
    ['match', 'include'],
  )
  const { reference } = bundle.entry[0].resource.subject
  t.match(await client.resolve({ reference, context: bundle }), { id })
  t.match(await client.resolve({ reference }), { id })
  t.match(await client.resolve({ reference: `${baseUrl}/${reference}` }), { id })
  const contained = await create('Observation', {
    status: 'final',
    code: { text: 'contained' },
    contained: [{ resourceType: 'Patient', id: 'inside', active: true }],
    subject: { reference: '#inside' },
  })
  t.match(await client.resolve({ reference: '#inside', context: contained }), { active: true })
})

t.test('history of an instance, a type and the system is newest first, and pages', async (t) => {
  const body = { resourceType: 'Basic', id: 'history', code: { text: 'one' } }
  for (const text of ['one', 'two', 'three']) {
    await client.update({ resourceType: 'Basic', id: 'history', body: { ...body, code: { text } } })
  }
  await client.delete({ resourceType: 'Basic', id: 'history' })
  const methods = (bundle: Json): string[] => bundle.entry.map((entry: Json) => entry.request.method)
  const instance: Json = await client.history({ resourceType: 'Basic', id: 'history' })
  t.same(methods(instance), ['DELETE', 'PUT', 'PUT', 'PUT'])
  t.equal(instance.total, 4)
  t.same(methods(await client.history({ resourceType: 'Basic' })), ['DELETE', 'PUT', 'PUT', 'PUT'])
  const system: Json = await client.history()
  t.same(methods(system).slice(0, 4), ['DELETE', 'PUT', 'PUT', 'PUT'])
  const page: Json = await client.request('Basic/history/_history?_count=3')
  t.equal(page.entry.length, 3)
  t.same(methods(await client.nextPage({ bundle: page })), ['PUT'])
})
