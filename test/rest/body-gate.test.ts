import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import t from 'tap'
import type { Interaction } from '../../src/interactions/interaction.js'
import { createBodyGate } from '../../src/rest/body-gate.js'
import { portOf, sampleApp } from './sample-app.js'

t.test('bodies together stay within the limit, but one alone gets through', async (t) => {
  const gate = createBodyGate(100)
  const alone = gate.begin()
  t.ok(alone.grow(150))
  const other = gate.begin()
  t.notOk(other.grow(1))
  alone.end()
  alone.end()
  t.ok(other.grow(60))
  t.ok(gate.begin().grow(40))
  t.notOk(gate.begin().grow(1))
})

t.test('whatever comes and goes, no two bodies are ever beyond the limit', async (t) => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(4), fc.nat(60))), (steps) => {
      const gate = createBodyGate(100)
      const bodies = Array.from({ length: 5 }, () => ({ share: gate.begin(), held: 0 }))
      for (const [at, bytes] of steps) {
        const body = bodies[at]
        if (body === undefined) return false
        if (bytes === 0) {
          body.share.end()
          body.held = 0
        } else if (body.share.grow(bytes)) body.held += bytes
        const holding = bodies.filter(({ held }) => held > 0)
        if (holding.length > 1 && holding.reduce((sum, { held }) => sum + held, 0) > 100) return false
      }
      return true
    }),
  )
  t.pass()
})

const MEGABYTE = 1_048_576
const body = `{"resourceType":"Patient","x":"${'x'.repeat(2 * MEGABYTE)}"}`
const json = { 'content-type': 'application/fhir+json' }

/** The body in chunks, so that nobody knows its length. */
const inChunks = (): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (controller) => {
      for (let at = 0; at < body.length; at += 65_536) controller.enqueue(Buffer.from(body.slice(at, at + 65_536)))
      controller.close()
    },
  })

t.test('beyond the memory for large bodies they are 503, while small ones are served', async (t) => {
  let finish = () => {}
  let begun = () => {}
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve
  })
  const create: Interaction = async (_context, { body }) => {
    if ((body?.text.length ?? 0) > MEGABYTE) {
      await new Promise<void>((resolve) => {
        finish = resolve
        begun()
      })
    }
    return { status: 201 }
  }
  const { app } = await sampleApp({
    environment: { BODIES_LIMIT_BYTES: String(3 * MEGABYTE) },
    table: [{ name: 'create', method: 'POST', path: '/:type', scope: 'c', perform: create }],
  })
  t.teardown(() => app.close())
  await app.listen({ port: 0, host: '127.0.0.1' })
  const post = (sent: RequestInit & { duplex?: 'half' }) =>
    fetch(`http://127.0.0.1:${portOf(app)}/fhir/Patient`, { method: 'POST', headers: json, ...sent })
  const first = post({ body })
  await hasBegun
  for (const sent of [
    { body },
    { body: gzipSync(body), headers: { ...json, 'content-encoding': 'gzip' } },
    { body: inChunks(), duplex: 'half' as const },
  ]) {
    const refused = await post(sent)
    t.equal(refused.status, 503)
    t.equal(refused.headers.get('retry-after'), '1')
    t.match(await refused.json(), { issue: [{ code: 'transient', diagnostics: /`BODIES_LIMIT_BYTES`/ }] })
  }
  t.equal((await post({ body: '{"resourceType":"Patient"}' })).status, 201, 'small ones pass')
  finish()
  t.equal((await first).status, 201)
  for (const sent of [{ body }, { body: inChunks(), duplex: 'half' as const }]) {
    const next = post(sent)
    const wait = setInterval(() => finish(), 5)
    t.equal((await next).status, 201, 'once it is answered there is room again')
    clearInterval(wait)
  }
})

t.test('a client that goes away in the middle of its body gives the memory back', async (t) => {
  const { app } = await sampleApp({ environment: { BODIES_LIMIT_BYTES: String(3 * MEGABYTE) } })
  t.teardown(() => app.close())
  await app.listen({ port: 0, host: '127.0.0.1' })
  const url = `http://127.0.0.1:${portOf(app)}/fhir/Patient`
  const gone = new AbortController()
  let started = () => {}
  const hasStarted = new Promise<void>((resolve) => {
    started = resolve
  })
  app.server.once('request', () => started())
  const stalled = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(Buffer.from(body.slice(0, 1.5 * MEGABYTE))),
  })
  const options: RequestInit & { duplex: 'half' } = { method: 'POST', headers: json, body: stalled, duplex: 'half' }
  const left = t.rejects(fetch(url, { ...options, signal: gone.signal }))
  await hasStarted
  gone.abort()
  await left
  const isFree = async () => (await app.inject('/metrics')).body.includes('anteroom_requests_in_flight 0')
  while (!(await isFree())) await new Promise(setImmediate)
  const both = await Promise.all([1, 2].map(() => fetch(url, { method: 'POST', headers: json, body })))
  t.ok(both.some(({ status }) => status === 201))
  t.ok(
    both.every(({ status }) => status === 201 || status === 503),
    'the second came while the first was there, or after it',
  )
})
