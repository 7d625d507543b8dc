// https://hl7.org/fhir/R4/http.html#integrity: "servers … MAY choose to enforce referential integrity"; REFERENTIAL_INTEGRITY says how far.
import t, { type Test } from 'tap'
import { type Answer, startServer, type TestServer } from '../harness/server.js'
import { bundle, countOf, entry, instanceOf, issueOf, observation, patient, times } from './samples.js'

const about = (reference: string, elements: object = {}) => observation({ subject: { reference }, ...elements })
const putPatient = ({ send }: TestServer, id: string): Promise<Answer> =>
  send('PUT', `/Patient/${id}`, { body: patient({ id }) })

/** A server with a level of integrity, for one subtest. */
const withIntegrity = (level: string, title: string, run: (t: Test, server: TestServer) => Promise<void>) =>
  t.test(`${level}: ${title}`, async (t) => run(t, await startServer(t, { REFERENTIAL_INTEGRITY: level })))

withIntegrity('off', 'nothing is asked', async (t, server) => {
  const { send } = server
  t.equal((await send('POST', '/Observation', { body: about('Patient/absent') })).status, 201)
  await putPatient(server, 'p')
  await send('POST', '/Observation', { body: about('Patient/p') })
  t.equal((await send('DELETE', '/Patient/p')).status, 204)
  const body = bundle('transaction', entry('POST Observation', about('Patient/absent')))
  t.equal((await send('POST', '/', { body })).status, 200)
  t.notOk((await send('GET', '/metadata')).json.rest[0].resource[0].referencePolicy.includes('enforced'))
})

withIntegrity('write', 'targets must be there, deletes are free', async (t, server) => {
  const { send } = server
  t.equal((await send('POST', '/Observation', { body: about('Patient/absent') })).status, 422)
  await putPatient(server, 'p')
  t.equal((await send('POST', '/Observation', { body: about('Patient/p') })).status, 201)
  t.equal((await send('DELETE', '/Patient/p')).status, 204)
  t.equal((await send('POST', '/Observation', { body: about('Patient/p') })).status, 422)
})

withIntegrity('full', 'no reference dangles', async (t, server) => {
  await absentTargets(t, server)
  await referencedTargets(t, server)
  await finalState(t, server)
  await races(t, server)
})

const absentTargets = (t: Test, server: TestServer) =>
  t.test('a reference to what is not there is 422, and its place is named', async (t) => {
    const { send } = server
    await putPatient(server, 'there')
    const encounter = {
      encounter: { reference: 'Encounter/none' },
      performer: [{ reference: 'Patient/there' }, { reference: 'Practitioner/none' }],
    }
    const answer = await send('POST', '/Observation', { body: about('Patient/none', encounter) })
    t.equal(answer.status, 422)
    const issues: { code: string; expression: string[] }[] = answer.json.issue
    t.same(issues.map(({ expression }) => expression[0]).sort(), [
      'Observation.encounter',
      'Observation.performer[1]',
      'Observation.subject',
    ])
    t.same(new Set(issues.map(({ code }) => code)), new Set(['not-found']))
    const dangling = [
      about('http://127.0.0.1:8080/fhir/Patient/none'),
      about('Patient/none/_history/1'),
      about('Patient/there', { extension: [{ url: 'http://e', valueReference: { reference: 'Patient/none' } }] }),
      about('Patient/there', {
        contained: [{ resourceType: 'Specimen', id: 's', subject: { reference: 'Patient/none' } }],
        specimen: { reference: '#s' },
      }),
    ]
    for (const body of dangling)
      t.equal((await send('POST', '/Observation', { body })).status, 422, JSON.stringify(body))
    t.equal((await send('PUT', '/Observation/u', { body: about('Patient/none', { id: 'u' }) })).status, 422)
    t.equal(await countOf(server, 'Observation'), 0)
    const free = [
      'http://elsewhere.example/fhir/Patient/none',
      'urn:uuid:7b1f4e5a-8f5f-4f1c-9d53-0a0000000001',
      'Patient/there/_history/1',
    ]
    for (const reference of free)
      t.equal((await send('POST', '/Observation', { body: about(reference) })).status, 201, reference)
    const logical = observation({ subject: { identifier: { value: 'x' }, display: 'somebody' } })
    t.equal((await send('POST', '/Observation', { body: logical })).status, 201)
    const self = patient({ id: 'self', link: [{ type: 'seealso', other: { reference: 'Patient/self' } }] })
    t.equal((await send('PUT', '/Patient/self', { body: self })).status, 201)
    t.equal((await send('DELETE', '/Patient/self')).status, 204, 'what refers to itself holds back nothing')
    await putPatient(server, 'dead')
    await send('DELETE', '/Patient/dead')
    t.equal((await send('POST', '/Observation', { body: about('Patient/dead') })).status, 422)
  })

const referencedTargets = (t: Test, server: TestServer) =>
  t.test('what others refer to is not deleted: 409 names them', async (t) => {
    const { send } = server
    await putPatient(server, 'held')
    const referrer = instanceOf((await send('POST', '/Observation', { body: about('Patient/held') })).headers.location)
    const refused = await send('DELETE', '/Patient/held')
    t.equal(refused.status, 409)
    t.equal(issueOf(refused).code, 'conflict')
    t.match(issueOf(refused).diagnostics, `\`${referrer}\``)
    t.equal((await send('DELETE', '/Patient?_id=held')).status, 409)
    t.equal((await putPatient(server, 'held')).status, 200, 'updates are free')
    t.equal((await send('GET', '/Patient/held')).status, 200)
    await send('PUT', `/${referrer}`, { body: observation({ id: referrer.split('/')[1] }) })
    t.equal((await send('DELETE', '/Patient/held')).status, 204, 'once nobody refers to it, it goes')
    for (const [id, elements] of [
      ['by-extension', { extension: [{ url: 'http://e', valueReference: { reference: 'Observation/aside' } }] }],
      [
        'by-contained',
        {
          extension: [{ url: 'http://clinic.example/seen', valueReference: { reference: '#o' } }],
          contained: [
            {
              resourceType: 'Observation',
              id: 'o',
              status: 'final',
              code: { text: 'x' },
              hasMember: [{ reference: 'Observation/aside' }],
            },
          ],
        },
      ],
    ] as const) {
      await send('PUT', '/Observation/aside', { body: observation({ id: 'aside' }) })
      t.equal((await send('PUT', `/Patient/${id}`, { body: patient({ id, ...elements }) })).status, 201, id)
      t.match(issueOf(await send('DELETE', '/Observation/aside')).diagnostics, `Patient/${id}`)
      await send('DELETE', `/Patient/${id}`)
    }
    await putPatient(server, 'noted')
    const agent = [{ who: { display: 'x' } }]
    const target = [{ reference: 'Patient/noted' }]
    const provenance = { resourceType: 'Provenance', target, recorded: '2026-01-01T00:00:00Z', agent }
    t.equal((await send('POST', '/Provenance', { body: provenance })).status, 201)
    t.equal((await send('DELETE', '/Patient/noted')).status, 204, 'a record of what happened holds back nothing')
  })

const finalState = (t: Test, server: TestServer) =>
  t.test('a transaction is judged by what it leaves behind', async (t) => {
    const transaction = (...entries: object[]) => server.send('POST', '/', { body: bundle('transaction', ...entries) })
    const remove = entry('DELETE Patient/f')
    const one = about('Patient/f', { id: 'f' })
    const prepare = async () => {
      await putPatient(server, 'f')
      t.ok((await server.send('PUT', '/Observation/f', { body: one })).status < 300)
    }
    await prepare()
    t.equal((await transaction(remove)).status, 409)
    t.equal((await transaction(remove, entry('POST Observation', about('Patient/f')))).status, 422)
    t.equal((await transaction(remove, entry('PUT Observation/f', one))).status, 422)
    const failed = await transaction(entry('GET Observation/f'), remove)
    t.match(issueOf(failed).diagnostics, /Bundle\.entry\[1\].*`Observation\/f`/)
    t.equal((await transaction(remove, entry('DELETE Observation/f'))).status, 200)
    await prepare()
    t.equal((await transaction(entry('PUT Observation/f', observation({ id: 'f' })), remove)).status, 200)
    t.equal((await server.send('GET', '/Patient/f')).status, 410)
    // Back again, and referred to, in one transaction.
    t.equal(
      (await transaction(entry('PUT Observation/f', one), entry('PUT Patient/f', patient({ id: 'f' })))).status,
      200,
    )
    const missing = await transaction(
      entry('POST Patient', patient()),
      entry('POST Observation', about('Patient/none')),
    )
    t.equal(missing.status, 422)
    t.same(issueOf(missing).expression, ['Bundle.entry[1].resource.subject'])
  })

const races = (t: Test, server: TestServer) =>
  t.test('a deletion that races with new references never leaves one dangling', async (t) => {
    const { send } = server
    const transaction = (...entries: object[]) => send('POST', '/', { body: bundle('transaction', ...entries) })
    const outcomes = new Set<number>()
    for (const round of times(40, (n) => n)) {
      const id = `race-${round}`
      await putPatient(server, id)
      const one = about(`Patient/${id}`)
      const writers = [
        () => send('DELETE', `/Patient/${id}`),
        () => send('POST', '/Observation', { body: one }),
        () => transaction(entry('POST Observation', one), entry('POST Observation', one)),
        () => transaction(entry(`DELETE Patient?_id=${id}`)),
      ]
      const turned = [...writers.slice(round % 4), ...writers.slice(0, round % 4)]
      for (const { status } of await Promise.all(turned.map((write) => write()))) outcomes.add(status)
      const gone = (await send('GET', `/Patient/${id}`)).status === 410
      const referrers = await countOf(server, `Observation?subject=Patient/${id}`)
      t.ok(
        gone ? referrers === 0 : referrers > 0,
        `round ${round}: ${gone ? 'deleted' : 'kept'}, ${referrers} referrers`,
      )
    }
    for (const status of outcomes) t.ok([200, 201, 204, 409, 422].includes(status), String(status))
  })
