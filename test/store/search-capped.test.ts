import t from 'tap'
import { unrestricted } from '../../src/access/access.js'
import { startServer } from '../harness/server.js'

const members = 5_000
const server = await startServer(t)
const { send } = server

const groupOf = (id: string, from: number, to: number): object => ({
  resourceType: 'Group',
  id,
  type: 'person',
  actual: true,
  identifier: [{ system: 'http://clinic.example/groups', value: id }],
  member: Array.from({ length: to - from }, (_, index) => ({ entity: { reference: `Patient/p${from + index}` } })),
})
t.test('takes a group of thousands', async (t) => {
  const created = await send('POST', '', {
    body: {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: Array.from({ length: members }, (_, index) => ({
        resource: { resourceType: 'Patient', id: `p${index}`, active: true },
        request: { method: 'PUT', url: `Patient/p${index}` },
      })),
    },
  })
  t.equal(created.status, 200)
  t.equal((await send('PUT', '/Group/large', { body: groupOf('large', 0, members) })).status, 201)
  t.equal((await send('PUT', '/Group/small', { body: groupOf('small', 0, 3) })).status, 201)
})

const idsOf = async (path: string): Promise<string[]> => {
  const { json } = await send('GET', path)
  const entries: { resource: { id: string }; search: { mode: string } }[] = json.entry ?? []
  return entries.map(({ resource }) => resource.id).sort()
}

t.test('a group of thousands is found by its last member, and not found by what excludes it', async (t) => {
  t.same(await idsOf(`/Group?member=Patient/p${members - 1}`), ['large'])
  t.same(await idsOf('/Group?member=Patient/p1'), ['large', 'small'])
  t.same(await idsOf(`/Group?member=Patient/p1&member=Patient/p${members - 1}`), ['large'])
  t.same(await idsOf(`/Group?member=Patient/p${members - 1},Patient/p2`), ['large', 'small'])
  t.same(await idsOf(`/Group?member=Patient/p${members - 1}&identifier=large&type=person`), ['large'])
  t.same(await idsOf(`/Group?member=Patient/p${members - 1}&type:not=person`), [])
  t.same(await idsOf('/Group?type:not=device'), ['large', 'small'])
  t.same(await idsOf('/Group?member:missing=true'), [])
  t.same(await idsOf(`/Group?member=Patient/p${members - 1}&_sort=-_lastUpdated`), ['large'])
  t.equal((await send('GET', `/Group?member=Patient/p${members - 1}&_summary=count`)).json.total, 1)
})

t.test('compartments of its members contain it, and reverse includes bring it along', async (t) => {
  for (const id of ['p0', 'p2500', `p${members - 1}`]) t.ok((await idsOf(`/Patient/${id}/Group`)).includes('large'), id)
  t.same(await idsOf(`/Patient?_id=p${members - 1}&_revinclude=Group:member`), ['large', `p${members - 1}`])
})

t.test('a member cannot be deleted, whichever it is', async (t) => {
  for (const id of ['p0', 'p2500', `p${members - 1}`]) {
    const { status, json } = await send('DELETE', `/Patient/${id}`)
    t.equal(status, 409, id)
    t.match(json.issue[0].diagnostics, /Group\/large/)
  }
})

t.test('conditions find it by its last member', async (t) => {
  const query = `member=Patient/p${members - 1}&identifier=http://clinic.example/groups|large`
  const { status, headers } = await send('PUT', `/Group?${query}`, {
    body: { ...groupOf('large', 0, members), name: 'again' },
  })
  t.equal(status, 200)
  t.match(headers.etag, 'W/"2"')
  const { matchTokens } = server.engine.store
  const { tokens = [] } = server.engine.contextFor(unrestricted).planner.condition('Group', query, {})
  t.same(await matchTokens('Group', [tokens, [...tokens, '1']], {}), [['large'], []])
})

t.test('access by compartment reaches it from its last member', async (t) => {
  const { planner } = server.engine.contextFor(unrestricted)
  const compartment = { type: 'Patient', id: `p${members - 1}` }
  const query = { types: ['Group'], parameters: [], handling: 'strict', access: {} } as const
  const inside = planner.plan({ ...query, compartment }).plan.where.get('Group')
  const access = { compartments: inside?.kind === 'tokens-all' ? inside.hashes : [] }
  const { matches } = await server.engine.store.search({ ...planner.plan(query).plan, access })
  t.same(
    matches.map(({ id }) => id),
    ['large'],
  )
  const { tokens = [] } = planner.condition('Group', 'type=person', access)
  t.same(await server.engine.store.matchTokens('Group', [tokens], access), [['large']])
})

t.test('an update without the members lets them go', async (t) => {
  t.equal((await send('PUT', '/Group/large', { body: groupOf('large', 0, 1) })).status, 200)
  t.same(await idsOf(`/Group?member=Patient/p${members - 1}`), [])
  t.equal((await send('DELETE', `/Patient/p${members - 1}`)).status, 204)
})
