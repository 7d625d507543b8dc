// Two servers on one database: what one of them promises holds for the clients of both.
import t, { type Test } from 'tap'
import { type Answer, startServer, type TestServer } from '../harness/server.js'
import { bundle, byIdentifier, countOf, entry, identifier, observation, patient, times } from '../spec/samples.js'

const skip = (process.env.DATABASE_URL ?? '') === '' && 'the embedded database belongs to one process'

interface Pair {
  readonly one: TestServer
  readonly two: TestServer
  /** Sends to the one or the other, by turns. */
  readonly send: (n: number, ...request: Parameters<TestServer['send']>) => Promise<Answer>
}

async function startPair(): Promise<Pair> {
  const one = await startServer(t)
  const two = await startServer(t, { DATABASE_URL: one.engine.config.databaseUrl ?? '' })
  return { one, two, send: (n, ...request) => (n % 2 === 0 ? one : two).send(...request) }
}

const pair = skip === false ? await startPair() : undefined
const testBoth = (title: string, run: (t: Test, pair: Pair) => Promise<void>) =>
  t.test(title, { skip }, async (t) => {
    if (pair !== undefined) await run(t, pair)
  })
const statusesOf = (answers: readonly Answer[]) => answers.map(({ status }) => status).sort()
const withId = (value: string) => patient({ identifier: [identifier(value)] })

testBoth('conditional creates of the same criteria make one resource', async (t, { one, send }) => {
  const headers = { 'if-none-exist': byIdentifier('x') }
  const answers = await Promise.all(times(64, (n) => send(n, 'POST', '/Patient', { body: withId('x'), headers })))
  t.same(statusesOf(answers), [...times(63, () => 200), 201])
  t.equal(await countOf(one, `Patient?${byIdentifier('x')}`), 1)
})

testBoth('updates of one resource are all done, in versions without gaps', async (t, { send }) => {
  const answers = await Promise.all(times(64, (n) => send(n, 'PUT', '/Patient/u', { body: patient({ id: 'u' }) })))
  t.same(statusesOf(answers), [...times(63, () => 200), 201])
  t.same(answers.map(({ headers }) => headers.etag).sort(), times(64, (n) => `W/"${n + 1}"`).sort())
})

testBoth('of writes with the same If-Match one wins', async (t, { one, send }) => {
  await one.send('PUT', '/Patient/m', { body: patient({ id: 'm' }) })
  const headers = { 'if-match': 'W/"1"' }
  const answers = await Promise.all(
    times(64, (n) => send(n, 'PUT', '/Patient/m', { body: patient({ id: 'm' }), headers })),
  )
  t.same(statusesOf(answers), [200, ...times(63, () => 412)])
})

testBoth('patches are all applied', async (t, { one, two, send }) => {
  await one.send('PUT', '/Patient/p', { body: patient({ id: 'p', telecom: [{ system: 'phone', value: 'x' }] }) })
  const headers = { 'content-type': 'application/json-patch+json' }
  const body = (n: number) => [{ op: 'add', path: '/telecom/-', value: { system: 'phone', value: String(n) } }]
  const answers = await Promise.all(times(32, (n) => send(n, 'PATCH', '/Patient/p', { body: body(n), headers })))
  t.same(
    statusesOf(answers),
    times(32, () => 200),
  )
  t.equal((await two.send('GET', '/Patient/p')).json.telecom.length, 33)
})

testBoth('bundles over the same keys in different orders are all done', async (t, { send }) => {
  const keys = times(12, (n) => `k-${n}`)
  const put = (id: string) => entry(`PUT Patient/${id}`, patient({ id }))
  const order = (n: number) => [...keys.slice(n % 12), ...keys.slice(0, n % 12)].map(put)
  const answers = await Promise.all(
    times(24, (n) =>
      n % 3 === 0
        ? send(n, 'PUT', `/Patient/k-${n % 12}`, { body: patient({ id: `k-${n % 12}` }) })
        : send(n, 'POST', '/', { body: bundle('transaction', ...order(n)) }),
    ),
  )
  for (const { status, text } of answers) t.ok(status === 200 || status === 201, text)
})

testBoth('a deletion here and a new reference there never leave one dangling', async (t, { one, two, send }) => {
  for (const round of times(30, (n) => n)) {
    const id = `d-${round}`
    await one.send('PUT', `/Patient/${id}`, { body: patient({ id }) })
    const about = observation({ subject: { reference: `Patient/${id}` } })
    await Promise.all([
      send(round, 'DELETE', `/Patient/${id}`),
      send(round + 1, 'POST', '/Observation', { body: about }),
      send(round + 1, 'POST', '/', { body: bundle('transaction', entry('POST Observation', about)) }),
    ])
    const gone = (await two.send('GET', `/Patient/${id}`)).status === 410
    const referrers = await countOf(one, `Observation?subject=Patient/${id}`)
    t.equal(gone, referrers === 0, `round ${round}: ${referrers} referrers`)
  }
})
