// https://hl7.org/fhir/R4/http.html#capabilities: what the CapabilityStatement claims is called, and what it does not claim is refused.
import t from 'tap'
import { type Json, startServer } from '../harness/server.js'
import { bundle, entry, patient } from './samples.js'

const { send } = await startServer(t)
const statement = (await send('GET', '/metadata')).json
const [rest] = statement.rest
const resources: Json[] = rest.resource
const JSON_PATCH = 'application/json-patch+json'

/** Types of different kinds, with a body that is valid. */
const samples: Readonly<Record<string, object>> = {
  Patient: {},
  Observation: { status: 'final', code: { text: 'x' } },
  Binary: { contentType: 'text/plain' },
  Organization: { name: 'x' },
  Basic: { code: { text: 'x' } },
}

t.test('is a CapabilityStatement of FHIR 4.0.1 with what the specification demands', async (t) => {
  t.match(statement, { resourceType: 'CapabilityStatement', status: 'active', kind: 'instance', fhirVersion: '4.0.1' })
  t.equal(statement.implementation.url, 'http://127.0.0.1:8080/fhir')
  t.match(statement.date, /^\d{4}-\d\d-\d\d/)
  t.ok(statement.software.name)
  t.equal(rest.mode, 'server')
  t.equal(resources.length, 146)
  const again = await send('GET', '/metadata?_summary=true')
  t.equal(again.json.resourceType, 'CapabilityStatement')
})

t.test('names every type once, each of which is there', async (t) => {
  const types: string[] = resources.map(({ type }) => type)
  t.equal(new Set(types).size, types.length)
  for (const type of types) t.equal((await send('GET', `/${type}?_summary=count`)).status, 200, type)
  t.equal((await send('GET', '/Patiant')).status, 404)
})

/** How an interaction on a type is called, by its code. */
const calls: Readonly<Record<string, (type: string, id: string, body: object) => Promise<number>>> = {
  read: async (type, id) => (await send('GET', `/${type}/${id}`)).status,
  vread: async (type, id) => (await send('GET', `/${type}/${id}/_history/1`)).status,
  update: async (type, id, body) => (await send('PUT', `/${type}/${id}`, { body })).status,
  patch: async (type, id) =>
    (await send('PATCH', `/${type}/${id}`, { body: '[]', headers: { 'content-type': JSON_PATCH } })).status,
  delete: async (type, id) => (await send('DELETE', `/${type}/${id}`)).status,
  'history-instance': async (type, id) => (await send('GET', `/${type}/${id}/_history`)).status,
  'history-type': async (type) => (await send('GET', `/${type}/_history`)).status,
  create: async (type, _id, body) => (await send('POST', `/${type}`, { body })).status,
  'search-type': async (type) => (await send('GET', `/${type}`)).status,
}

t.test('each interaction that a type claims works', async (t) => {
  for (const [type, elements] of Object.entries(samples)) {
    const claimed: string[] = resources
      .find((resource) => resource.type === type)
      .interaction.map(({ code }: Json) => code)
    t.same([...claimed].sort(), Object.keys(calls).sort(), 'all of R4, and each has its call here')
    for (const code of claimed) {
      const id = `of-${code}`
      const body = { resourceType: type, id, ...elements }
      t.ok((await send('PUT', `/${type}/${id}`, { body })).status < 300)
      const status = (await calls[code]?.(type, id, body)) ?? 0
      t.ok(status >= 200 && status < 300, `${type} ${code}: ${status}`)
    }
  }
})

t.test('each interaction that the system claims works', async (t) => {
  const claimed = rest.interaction.map(({ code }: Json) => code)
  t.same([...claimed].sort(), ['batch', 'history-system', 'search-system', 'transaction'])
  t.equal((await send('GET', '/_history')).status, 200)
  t.equal((await send('GET', '/?_type=Patient')).status, 200)
  for (const type of ['batch', 'transaction'] as const) {
    t.equal((await send('POST', '/', { body: bundle(type, entry('GET metadata')) })).status, 200)
  }
})

t.test('the flags of conditional interactions are true', async (t) => {
  for (const resource of resources) {
    t.match(resource, {
      versioning: 'versioned',
      readHistory: true,
      updateCreate: true,
      conditionalCreate: true,
      conditionalRead: 'full-support',
      conditionalUpdate: true,
      conditionalDelete: 'multiple',
      referencePolicy: ['literal', 'logical', 'enforced'],
    })
  }
  const criteria = '_tag=http://clinic.example|conditional'
  const body = patient({ meta: { tag: [{ system: 'http://clinic.example', code: 'conditional' }] } })
  const create = () => send('POST', '/Patient', { body, headers: { 'if-none-exist': criteria } })
  t.same([(await create()).status, (await create()).status], [201, 200])
  t.equal((await send('PUT', `/Patient?${criteria}`, { body })).status, 200)
  const { json } = await send('POST', '/Patient', { body })
  const [etag, date] = [`W/"1"`, new Date(json.meta.lastUpdated).toUTCString()]
  t.equal((await send('GET', `/Patient/${json.id}`, { headers: { 'if-none-match': etag } })).status, 304)
  t.equal((await send('GET', `/Patient/${json.id}`, { headers: { 'if-modified-since': date } })).status, 304)
  t.equal((await send('DELETE', `/Patient?${criteria}`)).status, 204)
  t.equal((await send('GET', `/Patient?${criteria}&_summary=count`)).json.total, 0)
})

t.test('the formats are those that are served and taken, and no others', async (t) => {
  for (const format of statement.format) {
    t.equal((await send('GET', `/metadata?_format=${encodeURIComponent(format)}`)).status, 200, format)
    if (format.includes('/'))
      t.equal((await send('GET', '/metadata', { headers: { accept: format } })).status, 200, format)
  }
  for (const format of ['ttl', 'text/turtle', 'application/fhir+turtle']) {
    t.equal((await send('GET', `/metadata?_format=${format}`)).status, 406, format)
  }
  await send('PUT', '/Patient/p', { body: patient({ id: 'p' }) })
  const bodies: Readonly<Record<string, string>> = {
    [JSON_PATCH]: '[]',
    'application/fhir+json': '{"resourceType":"Parameters"}',
    'application/fhir+xml': '<Parameters xmlns="http://hl7.org/fhir"/>',
  }
  t.same([...statement.patchFormat].sort(), Object.keys(bodies).sort())
  for (const [type, body] of Object.entries(bodies)) {
    t.equal((await send('PATCH', '/Patient/p', { body, headers: { 'content-type': type } })).status, 200, type)
  }
})

/** A value that each type of parameter takes. */
const values: Readonly<Record<string, string>> = {
  token: 'http://clinic.example|x',
  reference: 'Patient/x',
  string: 'x',
  date: 'ge2020-01-01',
  number: '1.5',
  quantity: '5.4|http://unitsofmeasure.org|mg',
  uri: 'http://clinic.example/x',
}

t.test('each search parameter that is listed is taken, with its type and definition', async (t) => {
  for (const { type, searchParam } of resources) {
    const names: string[] = searchParam.map(({ name }: Json) => name)
    t.equal(new Set(names).size, names.length, type)
    const odd = searchParam.filter((parameter: Json) => !values[parameter.type] || !/^http/.test(parameter.definition))
    t.same(odd, [], type)
    const query = searchParam.map(
      ({ name, type: kind }: Json) => `${name}=${encodeURIComponent(name === '_id' ? 'x' : (values[kind] ?? ''))}`,
    )
    const answer = await send('GET', `/${type}?${query.join('&')}`)
    t.equal(answer.status, 200, `${type}: ${answer.text.slice(0, 300)}`)
    const self: string = answer.json.link[0].url
    t.same(
      names.filter((name) => !self.includes(`${name}=`)),
      [],
      `${type} drops none`,
    )
  }
})

t.test('what R4 defines and the statement does not list is refused', async (t) => {
  const listed = new Set(resources.find(({ type }) => type === 'Observation').searchParam.map(({ name }: Json) => name))
  for (const name of ['_content', '_text', '_query', '_filter', '_list', 'code-value-quantity', 'nonsense']) {
    const answer = await send('GET', `/Observation?${name}=x`)
    t.equal(answer.status < 300, listed.has(name), name)
  }
  for (const path of [
    '/$everything',
    '/Patient/$everything',
    '/Patient/p/$everything',
    '/Observation/$lastn',
    '/$convert',
  ]) {
    t.ok((await send('GET', path)).status >= 400, path)
    t.notOk(JSON.stringify(statement).includes(path.slice(path.indexOf('$'))), path)
  }
})

t.test('each include that is listed is taken', async (t) => {
  for (const { type, searchInclude, searchRevInclude } of resources) {
    const query = [
      ...searchInclude.map((include: string) => `_include=${encodeURIComponent(include)}`),
      ...searchRevInclude.map((include: string) => `_revinclude=${encodeURIComponent(include)}`),
    ]
    // A search takes 50 of them.
    for (let from = 0; from < query.length; from += 50) {
      const answer = await send('POST', `/${type}/_search`, {
        body: `_id=x&${query.slice(from, from + 50).join('&')}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
      t.equal(answer.status, 200, `${type}: ${answer.text.slice(0, 300)}`)
    }
  }
})

t.test('each compartment that is listed is searched', async (t) => {
  for (const url of rest.compartment) {
    const type = resources.map((resource) => resource.type).find((name) => url.endsWith(`/${name.toLowerCase()}`))
    t.equal((await send('GET', `/${type}/x/Observation`)).status, 200, url)
    t.equal((await send('GET', `/${type}/x/*`)).status, 200, url)
  }
  t.ok((await send('GET', '/Location/x/Observation')).status >= 400)
})

t.test('the limits that the documentation names are those of the server', async (t) => {
  for (const limit of ['52428800 bytes', '10000 entries', '50 resources', '1000']) t.match(rest.documentation, limit)
})
