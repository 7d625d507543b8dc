import t from 'tap'
import { loadProfiles } from '../../src/definitions/profiles/load-profiles.js'
import { startServer } from '../harness/server.js'

const url = 'https://anteroom.example/fhir/StructureDefinition/anteroom-patient'

/** https://hl7.org/fhir/R4/profiling.html: what comes with the server is found as every other resource, and is read-only. */
t.test('Anteroom’s own profiles are served', async (t) => {
  const { send, engine } = await startServer(t, { SEED: 'off' })
  t.equal(engine.isNew, true, 'the database counts as empty')

  t.test('by id and by url, with their snapshot', async (t) => {
    const found = await send('GET', `/StructureDefinition?url=${encodeURIComponent(url)}`)
    t.equal(found.json.total ?? found.json.entry.length, 1)
    const read = await send('GET', '/StructureDefinition/anteroom-patient')
    t.match(read.json, { url, version: loadProfiles().version, meta: { versionId: '1' } })
    t.ok(read.json.snapshot.element.length > 50)
    const codes = await send(
      'GET',
      `/CodeSystem?url=${encodeURIComponent('https://anteroom.example/fhir/CodeSystem/duty')}`,
    )
    t.equal(codes.json.entry.length, 1)
  })

  t.test('and cannot be changed by clients: 405 that says what to do instead', async (t) => {
    const { json: current } = await send('GET', '/StructureDefinition/anteroom-patient')
    const refused = async (answer: Awaited<ReturnType<typeof send>>) => {
      t.equal(answer.status, 405)
      t.match(answer.json.issue[0], { code: 'not-supported', diagnostics: /belongs to `anteroom#.+` and is read-only/ })
      t.equal(answer.headers.allow, 'GET, HEAD')
    }
    await refused(await send('PUT', '/StructureDefinition/anteroom-patient', { body: { ...current, title: 'Mine' } }))
    await refused(await send('DELETE', '/StructureDefinition/anteroom-patient'))
    await refused(
      await send('PATCH', '/StructureDefinition/anteroom-patient', {
        body: [{ op: 'replace', path: '/title', value: 'Mine' }],
        headers: { 'content-type': 'application/json-patch+json' },
      }),
    )
    const { json: unchanged } = await send('GET', '/StructureDefinition/anteroom-patient')
    t.strictSame(unchanged, current)
  })

  t.test('nor in batches and transactions, where nothing else of the transaction is stored', async (t) => {
    const entry = [
      { request: { method: 'PUT', url: 'Patient/beside' }, resource: { resourceType: 'Patient', id: 'beside' } },
      { request: { method: 'DELETE', url: 'ValueSet/duty' } },
    ]
    const batch = await send('POST', '', { body: { resourceType: 'Bundle', type: 'batch', entry: [entry[1]] } })
    t.match(batch.json.entry[0].response.status, /^405/)
    const transaction = await send('POST', '', { body: { resourceType: 'Bundle', type: 'transaction', entry } })
    t.equal(transaction.status, 405)
    t.equal((await send('GET', '/Patient/beside')).status, 404)
  })

  t.test('what clients store of the same types is theirs', async (t) => {
    const body = { resourceType: 'ValueSet', id: 'mine', url: 'https://example.org/mine', status: 'active' }
    t.equal((await send('PUT', '/ValueSet/mine', { body })).status, 201)
    t.equal((await send('PUT', '/ValueSet/mine', { body: { ...body, status: 'draft' } })).status, 200)
    t.equal((await send('DELETE', '/ValueSet/mine')).status, 204)
  })
})
