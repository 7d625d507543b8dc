import t from 'tap'
import { FhirError, issue } from '../../src/fhir/outcome.js'
import type { Interaction } from '../../src/interactions/interaction.js'
import { portOf, sample, sampleApp } from './sample-app.js'

const reading = (perform: Interaction) =>
  ({ name: 'read', method: 'GET', path: '/:type/:id', scope: 'r', perform }) as const

/** The lines of the metrics that count requests. */
const countsIn = (metrics: string): readonly string[] =>
  metrics.split('\n').filter((line) => /^anteroom_requests_(total|in_flight)/.test(line))

const requests = (log: readonly string[]) => log.filter((line) => line.includes('"msg":"request"'))

t.test('an answer that cannot be written becomes one 500, counted and logged once', async (t) => {
  const { app, log } = await sampleApp({
    table: [reading(async () => ({ status: 200, etag: 'W/"1\n"', body: sample }))],
  })
  const answer = await app.inject('/fhir/Patient/1')
  t.equal(answer.statusCode, 500)
  t.match(answer.json(), { resourceType: 'OperationOutcome' })
  t.same(countsIn((await app.inject('/metrics')).body), [
    'anteroom_requests_total{interaction="read",type="Patient",status="5xx"} 1',
    'anteroom_requests_in_flight 0',
  ])
  t.equal(requests(log).length, 1)
})

t.test('an error that cannot be written closes the connection, and the server goes on', async (t) => {
  const broken = new FhirError(503, [issue('transient', 'x'.repeat(5_000))], { 'retry-after': '\n' })
  const { app, log } = await sampleApp({
    table: [
      reading(async (_context, { id }) => {
        if (id === '1') return { status: 200, body: sample }
        throw broken
      }),
    ],
  })
  t.teardown(() => app.close())
  await app.listen({ port: 0, host: '127.0.0.1' })
  const ask = (id: string, coding: string) =>
    fetch(`http://127.0.0.1:${portOf(app)}/fhir/Patient/${id}`, { headers: { 'accept-encoding': coding } })
  await t.rejects(ask('2', 'identity'))
  await t.rejects(ask('2', 'gzip'), 'also where it was compressed first')
  t.equal(await (await ask('1', 'gzip')).text(), sample)
  t.ok(countsIn((await app.inject('/metrics')).body).includes('anteroom_requests_in_flight 0'))
  t.equal(requests(log).length, 3)
})
