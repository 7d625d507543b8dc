// The law: a search finds what a naive filter over all resources finds, by HL7's own FHIRPath engine. https://hl7.org/fhir/R4/search.html
import t from 'tap'
import { loadDefinitions } from '../../src/definitions/load.js'
import { isLong, type Random, seededRandom, timeoutMs } from '../harness/random.js'
import { type Json, startServer, type TestServer } from '../harness/server.js'
import { examples, examplesAbsent } from '../rest/xml/examples.js'
import { drawClinic } from './clinic.js'
import { createExtract, drawClause, isUnderstood, type NaiveClause } from './naive/clause.js'

t.setTimeout(timeoutMs)

const queries = isLong ? 10_000 : 1_000
const definitions = loadDefinitions()

/** An example whose numbers have more digits than the naive filter counts. */
const tooExact = 'Observation-decimal'

const exampleResources = (): readonly Json[] =>
  examplesAbsent !== false
    ? []
    : examples('json')
        .filter(({ name }) => name !== tooExact)
        .map(({ text }) => JSON.parse(text))

/** Stores what the server takes, and answers it as it is stored, by type. */
async function fill({ send }: TestServer, resources: readonly Json[]): Promise<ReadonlyMap<string, readonly Json[]>> {
  const stored = new Map<string, Json[]>()
  // Anteroom's own definitions are resources like others.
  for (const type of ['CodeSystem', 'ConceptMap', 'SearchParameter', 'StructureDefinition', 'ValueSet']) {
    const { json } = await send('GET', `/${type}?_count=1000`)
    stored.set(
      type,
      (json.entry ?? []).map(({ resource }: Json) => resource),
    )
  }
  for (let from = 0; from < resources.length; from += 100) {
    const entry = resources
      .slice(from, from + 100)
      .map((resource) => ({ resource, request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` } }))
    const headers = { prefer: 'return=representation' }
    const answer = await send('POST', '', { body: { resourceType: 'Bundle', type: 'batch', entry }, headers })
    for (const { resource, response } of answer.json.entry) {
      if (response.status !== '201 Created') continue
      stored.set(resource.resourceType, [...(stored.get(resource.resourceType) ?? []), resource])
    }
  }
  return stored
}

const queryOf = (clauses: readonly NaiveClause[]): string =>
  clauses.map(({ name, text }) => `${name}=${encodeURIComponent(text)}`).join('&')

const idsOf = (resources: readonly Json[]): string =>
  resources
    .map(({ id }) => id)
    .sort()
    .join(' ')

t.test(`${queries} searches find what a naive filter finds`, { timeout: timeoutMs }, async (t) => {
  const random: Random = seededRandom(t)
  const server = await startServer(t, { REFERENTIAL_INTEGRITY: 'off', VALIDATION: 'structure' })
  const stored = await fill(server, [...drawClinic(random), ...exampleResources()])
  const extract = createExtract(definitions)
  const types = [...stored.keys()].flatMap((type) =>
    Array<string>((stored.get(type) ?? []).length > 30 ? 12 : 1).fill(type),
  )
  const asked = new Map<string, number>()
  const problems: string[] = []

  const drawQuery = (type: string, resources: readonly Json[]): readonly NaiveClause[] => {
    const parameters = [...definitions.searchParameters(type).values()].filter(isUnderstood)
    const kinds = [...new Set(parameters.map((parameter) => parameter.type))]
    const clauses: NaiveClause[] = []
    for (let left = random.pick([1, 1, 1, 2, 3]); left > 0; left--) {
      const kind = random.pick(kinds)
      const definition = random.pick(parameters.filter((parameter) => parameter.type === kind))
      const clause = drawClause({ random, extract, resources }, definition)
      // An id has no system.
      if (clause === undefined || (definition.code === '_id' && clause.text.includes('|'))) continue
      clauses.push(clause)
      const form = `${kind}:${clause.name.split(':')[1]?.replace(/^[A-Z].*/, '[type]') ?? ''}`
      asked.set(form, (asked.get(form) ?? 0) + 1)
    }
    return clauses
  }

  const ask = async (type: string): Promise<void> => {
    const resources = stored.get(type) ?? []
    const clauses = drawQuery(type, resources)
    if (clauses.length === 0) return
    const expected = resources.filter((resource) => clauses.every(({ matches }) => matches(resource)))
    const search = `/${type}?${queryOf(clauses)}&_count=1000`
    const answer = await server.send('GET', search)
    if (answer.status !== 200) return void problems.push(`${search}: ${answer.text}`)
    const found: Json[] = (answer.json.entry ?? []).map((entry: Json) => entry.resource)
    if (idsOf(found) === idsOf(expected)) return
    const foundIds = new Set(found.map(({ id }) => id))
    const expectedIds = new Set(expected.map(({ id }) => id))
    const extra = found.filter(({ id }) => !expectedIds.has(id)).slice(0, 2)
    const absent = expected.filter(({ id }) => !foundIds.has(id)).slice(0, 2)
    problems.push(`${decodeURIComponent(search)}: extra ${JSON.stringify(extra)} absent ${JSON.stringify(absent)}`)
  }

  for (let query = 0; query < queries; query++) await ask(random.pick(types))
  t.same(problems.slice(0, 8), [])
  t.comment(
    [...asked]
      .sort()
      .map(([form, count]) => `${form} ${count}`)
      .join(', '),
  )
  t.ok(asked.size >= (isLong ? 20 : 17), 'every type and nearly every modifier was asked')
})

t.test('one half and the other are the whole', { skip: examplesAbsent }, async (t) => {
  const random = seededRandom(t)
  const { send } = await startServer(t, { REFERENTIAL_INTEGRITY: 'off' })
  await fill({ send } as TestServer, drawClinic(random))
  const count = async (search: string): Promise<number> => (await send('GET', `/${search}&_summary=count`)).json.total
  for (const parameter of ['Patient?gender', 'Patient?identifier', 'Observation?code', 'Observation?_tag']) {
    const [type = ''] = parameter.split('?')
    const value = parameter.endsWith('gender') ? 'female,male' : 'a\\,b,8867-4,12'
    const every = await count(`${type}?_id:missing=false`)
    t.equal(
      (await count(`${parameter}=${value}`)) + (await count(`${parameter}:not=${value}`)),
      every,
      `${parameter}:not`,
    )
    t.equal(
      (await count(`${parameter}:missing=true`)) + (await count(`${parameter}:missing=false`)),
      every,
      `${parameter}:missing`,
    )
    t.equal(await count(`${parameter}:missing=true,false`), every, `${parameter}:missing of both`)
  }
})
