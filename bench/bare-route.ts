import { readFileSync } from 'node:fs'
import Fastify from 'fastify'

/** What an address answers: the very bytes and headers that the real server gave. */
export interface RecordedAnswer {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * The limit of a read: a Fastify route that does nothing but answer what was recorded. A process of its own: `node bare-route.js ANSWERS.json`, where the
 * file maps ids to answers.
 */
const [, , path = ''] = process.argv
const answers = new Map(Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, RecordedAnswer>))
const app = Fastify({ logger: false })
app.get<{ Params: { id: string } }>('/fhir/Patient/:id', (request, reply) => {
  const answer = answers.get(request.params.id)
  if (answer === undefined) return reply.code(404).send()
  return reply.headers(answer.headers).send(answer.body)
})
const address = await app.listen({ host: '127.0.0.1', port: 0 })
process.on('SIGTERM', () => process.exit(0))
process.stderr.write(`${address}/fhir\n`)
