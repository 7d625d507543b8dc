import t from 'tap'
import { type Access, unrestricted } from '../../../src/access/access.js'
import { parseParameters } from '../../../src/fhir/query-parameters.js'
import type { Context, FhirRequest } from '../../../src/interactions/interaction.js'
import { createSeal } from '../../../src/interactions/seal.js'
import { searchCompartment } from '../../../src/interactions/search-compartment.js'
import { searchSystem } from '../../../src/interactions/search-system.js'
import { searchType } from '../../../src/interactions/search-type.js'
import { definitions, openScratch, planner, put, searcher } from '../../store/search-world.js'

const { database, close } = await openScratch()
t.teardown(close)
for (let index = 0; index < 5; index++)
  await put(database, {
    resourceType: 'Patient',
    id: `p${index}`,
    name: [{ family: `Family ${index}`, given: ['Eve'] }],
    birthDate: '2000-01-01',
  })
await put(database, {
  resourceType: 'Observation',
  id: 'o',
  status: 'final',
  code: { text: 'x' },
  subject: { reference: 'Patient/p1' },
})

const baseUrl = 'http://clinic.example/fhir'
const limits = { includesMax: 1_000 }
const { search } = searcher(database)

/** What a search needs of the context; nothing else is asked for. */
const contextOf = (access: Access): Context =>
  ({
    definitions,
    planner,
    access,
    baseUrl,
    limits,
    store: { search },
    seal: createSeal(Buffer.from('secret')),
  }) as unknown as Context

const request = (query: string, changes: Partial<FhirRequest> = {}): FhirRequest => ({
  interaction: 'search-type',
  method: 'GET',
  parameters: parseParameters(query, 1_000),
  prefer: { return: undefined, handling: undefined },
  ...changes,
})

interface Bundle {
  readonly type: string
  readonly total?: number
  readonly meta: { readonly lastUpdated: string }
  readonly link: readonly { readonly relation: string; readonly url: string }[]
  readonly entry?: readonly {
    readonly fullUrl?: string
    readonly resource: Record<string, unknown>
    readonly search: { readonly mode: string }
  }[]
}

const ask = async (query: string, changes: Partial<FhirRequest> = {}, access: Access = unrestricted): Promise<Bundle> =>
  JSON.parse((await searchType(contextOf(access), request(query, { type: 'Patient', ...changes }))).body ?? '')
const linkOf = ({ link }: Bundle, relation: string): string | undefined =>
  link.find((one) => one.relation === relation)?.url
const queryOf = (url = ''): string => url.slice(url.indexOf('?') + 1)
const idsOf = ({ entry = [] }: Bundle): unknown[] => entry.map(({ resource }) => resource.id)

t.test('answers a searchset with the links that lead through it', async (t) => {
  const first = await ask('family=family&_count=2')
  t.match(first, { type: 'searchset', total: 5, meta: { lastUpdated: '2026-11-24T09:30:00.000Z' } })
  t.equal(linkOf(first, 'self'), `${baseUrl}/Patient?family=family&_count=2`)
  t.equal(linkOf(first, 'previous'), undefined)
  t.match(first.entry?.[0], { fullUrl: `${baseUrl}/Patient/p4`, search: { mode: 'match' } })
  const second = await ask(queryOf(linkOf(first, 'next')))
  t.same(idsOf(second), ['p2', 'p1'])
  t.equal(linkOf(second, 'first'), linkOf(first, 'self'))
  t.same(idsOf(await ask(queryOf(linkOf(second, 'previous')))), ['p4', 'p3'])
  const last = await ask(queryOf(linkOf(second, 'next')))
  t.same(idsOf(last), ['p0'])
  t.equal(linkOf(last, 'next'), undefined)
})

t.test('refuses the cursor of another search, but lets the page size change', async (t) => {
  const next = queryOf(linkOf(await ask('family=family&_count=2'), 'next'))
  t.same(idsOf(await ask(next.replace('_count=2', '_count=1'))), ['p2'])
  await t.rejects(ask(next.replace('family=family', 'given=eve')), { name: 'FhirError', status: 400 })
  await t.rejects(ask('_cursor=nonsense'), { name: 'FhirError', status: 400 })
})

t.test('says in an outcome entry what lenient handling ignored', async (t) => {
  const lenient = { prefer: { return: undefined, handling: 'lenient' as const } }
  const bundle = await ask('nonsense=1&family=family&_count=1', lenient)
  t.match(bundle.entry?.at(-1), { resource: { resourceType: 'OperationOutcome' }, search: { mode: 'outcome' } })
  t.notMatch(linkOf(bundle, 'self'), /nonsense/)
  await t.rejects(ask('nonsense=1'), { name: 'FhirError', status: 400 })
})

t.test('cuts resources down to `_elements` and `_summary`', async (t) => {
  const bundle = await ask('_id=p1&_elements=birthDate')
  t.match(bundle.entry?.[0]?.resource, { birthDate: '2000-01-01', meta: { tag: [{ code: 'SUBSETTED' }] } })
  t.notOk(bundle.entry?.[0]?.resource.name)
  const count = await ask('_summary=count')
  t.same([count.total, count.entry], [5, undefined])
})

t.test('searches the system and compartments', async (t) => {
  const context = contextOf(unrestricted)
  const system = JSON.parse((await searchSystem(context, request('_type=Patient,Observation&_count=3'))).body ?? '')
  t.same(idsOf(system), ['o', 'p4', 'p3'])
  t.equal(linkOf(system, 'self'), `${baseUrl}?_type=Patient,Observation&_count=3`)
  const compartment = (searchedType: string) =>
    searchCompartment(context, request('', { type: 'Patient', id: 'p1', searchedType }))
  t.same(idsOf(JSON.parse((await compartment('Observation')).body ?? '')), ['o'])
  t.same(idsOf(JSON.parse((await compartment('*')).body ?? '')), ['o', 'p1'])
  await t.rejects(compartment('Nonsense'), { name: 'FhirError', status: 404 })
  await t.rejects(compartment('Organization'), { name: 'FhirError', status: 400 })
})

t.test('_type brings no other type into the answer of an address that names one', async (t) => {
  await t.rejects(ask('_type=Observation'), { name: 'FhirError', status: 400 })
  t.equal(idsOf(await ask('_type=Patient')).length, 5)
  const compartment = (searchedType: string, query: string) =>
    searchCompartment(contextOf(unrestricted), request(query, { type: 'Patient', id: 'p1', searchedType }))
  await t.rejects(compartment('Observation', '_type=Condition'), { name: 'FhirError', status: 400 })
  t.same(idsOf(JSON.parse((await compartment('*', '_type=Observation')).body ?? '')), ['o'])
})

t.test('the total of a small type is known whatever its order', async (t) => {
  t.match(await ask('_sort=family,-birthdate&_count=3'), { total: 5 })
  t.match(await ask('_lastUpdated=ge2026-01-01&_sort=_lastUpdated&_count=2'), { total: 5 })
  t.match(await ask('gender:not=male&_count=2'), { total: 5 })
  t.equal((await ask('_count=2&_total=none')).total, undefined)
})

t.test('searches only what the client has a scope for', async (t) => {
  const types = new Set(['Observation'])
  const access: Access = {
    client: 'lab',
    allows: (letter, type) => letter === 's' && types.has(type),
    predicate: () => ({ types }),
  }
  await t.rejects(ask('', {}, access), { name: 'FhirError', status: 403 })
  const system = JSON.parse((await searchSystem(contextOf(access), request(''))).body ?? '')
  t.same(idsOf(system), ['o'])
  await t.rejects(searchSystem(contextOf(access), request('_type=Patient')), { name: 'FhirError', status: 403 })
  t.same(idsOf(JSON.parse((await searchSystem(contextOf(access), request('_type=Observation'))).body ?? '')), ['o'])
  const included = JSON.parse(
    (await searchSystem(contextOf(access), request('_type=Observation&_include=Observation:subject'))).body ?? '',
  )
  t.same(idsOf(included), ['o'], 'a patient that may not be read is not included')
})
