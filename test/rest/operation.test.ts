import { Agent, get } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import type { Interaction } from '../../src/interactions/interaction.js'
import { portOf, sample, sampleApp, table } from './sample-app.js'

const reading = { name: 'read', method: 'GET', path: '/:type/:id', scope: 'r' } as const

t.test('healthz tells of the process, readyz of the database', async (t) => {
  let works = true
  const ready = async () => {
    if (!works) throw new Error('connection refused')
  }
  const { app } = await sampleApp({ ready })
  t.equal((await app.inject('/readyz')).statusCode, 200)
  t.equal((await app.inject({ method: 'HEAD', url: '/readyz' })).statusCode, 200)
  works = false
  const unready = await app.inject('/readyz')
  t.equal(unready.statusCode, 503)
  t.notMatch(unready.body, /refused/, 'the reason is in the log only')
  t.equal((await app.inject('/healthz')).statusCode, 200)
})

t.test('metrics count by interaction, known type and class of status', async (t) => {
  const { app } = await sampleApp()
  await app.inject('/fhir/Patient/1')
  await app.inject('/fhir/Patient/1')
  await app.inject('/fhir/Patient/2')
  await app.inject('/fhir/Nonsense/1')
  await app.inject('/nowhere')
  const { body } = await app.inject('/metrics')
  const lines = body.split('\n')
  t.ok(lines.includes('anteroom_requests_total{interaction="read",type="Patient",status="2xx"} 2'))
  t.ok(lines.includes('anteroom_requests_total{interaction="read",type="Patient",status="4xx"} 1'))
  t.ok(
    lines.includes('anteroom_requests_total{interaction="read",type="",status="4xx"} 1'),
    'no unknown type as a label',
  )
  t.ok(lines.includes('anteroom_requests_in_flight 0'))
  t.match(body, /anteroom_request_duration_seconds_bucket\{le="0.001",interaction="read",type="Patient"\}/)
  t.match(body, /process_cpu_seconds_total/)
  t.notMatch(body, /Nonsense/)
})

t.test('close lets requests under way finish and closes their connections', async (t) => {
  let finish = () => {}
  let begun = () => {}
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve
  })
  const slow: Interaction = () =>
    new Promise((resolve) => {
      finish = () => resolve({ status: 200, body: sample })
      begun()
    })
  const { app } = await sampleApp({
    table: [...table.filter(({ name }) => name !== 'read'), { ...reading, perform: slow }],
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const agent = new Agent({ keepAlive: true })
  t.teardown(() => agent.destroy())
  const answer = new Promise<{ status: number | undefined; connection: string | undefined }>((resolve, reject) => {
    get({ port: portOf(app), path: '/fhir/Patient/1', agent }, (response) => {
      response.resume()
      resolve({ status: response.statusCode, connection: response.headers.connection })
    }).on('error', reject)
  })
  await hasBegun
  const closed = app.close()
  while (app.server.listening) await setImmediate()
  finish()
  t.same(await answer, { status: 200, connection: 'close' })
  await closed
})

t.test('close waits no longer than SHUTDOWN_TIMEOUT_MS', async (t) => {
  let begun = () => {}
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve
  })
  const never: Interaction = () => {
    begun()
    return new Promise(() => {})
  }
  const { app } = await sampleApp({
    environment: { SHUTDOWN_TIMEOUT_MS: '50' },
    table: [{ ...reading, perform: never }],
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const answer = fetch(`http://127.0.0.1:${portOf(app)}/fhir/Patient/1`)
  const failed = t.rejects(answer)
  await hasBegun
  await app.close()
  await failed
})
