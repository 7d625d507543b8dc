import { connect } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import type { Access } from '../../src/access/access.js'
import { type Config, type Environment, readConfig } from '../../src/config.js'
import { loadDefinitions } from '../../src/definitions/load.js'
import { notFound } from '../../src/fhir/outcome.js'
import type { Context, FhirRequest, Interaction, InteractionEntry } from '../../src/interactions/interaction.js'
import { createApp } from '../../src/rest/app.js'
import type { AppParts } from '../../src/rest/parts.js'
import { createMetrics } from '../../src/rest/plugins/metrics.js'
import { accessOf, parseScopes } from '../../src/smart/scopes.js'

/** A resource that is always there; `1.10` must leave as it is. */
export const sample =
  '{"resourceType":"Patient","id":"1","meta":{"versionId":"1","lastUpdated":"2026-11-24T09:30:00.000Z"},"multipleBirthInteger":2}'

export const definitions = loadDefinitions()

const read: Interaction = async (_context, { type = '', id = '', ifNoneMatch }) => {
  if (id !== '1') throw notFound(type, id)
  const head = { etag: 'W/"1"', lastModified: '2026-11-24T09:30:00.000Z' }
  return ifNoneMatch === head.etag ? { status: 304, ...head } : { status: 200, ...head, body: sample }
}

/** Answers what it was asked, so that tests see what an interaction would. */
const echo: Interaction = async (_context, request) => {
  const seen = { ...request, body: request.body?.text }
  return { status: 200, body: JSON.stringify({ resourceType: 'Parameters', seen }) }
}

const create: Interaction = async (_context, { type = '', body }) => ({
  status: 201,
  etag: 'W/"1"',
  lastModified: '2026-11-24T09:30:00.000Z',
  location: `${type}/new/_history/1`,
  body: body?.text ?? '',
})

const line = (
  name: InteractionEntry['name'],
  method: InteractionEntry['method'],
  path: string,
  perform: Interaction,
): InteractionEntry => ({ name, method, path, scope: scopes[method], perform })

const scopes = { GET: 'r', POST: 'c', PUT: 'u', PATCH: 'u', DELETE: 'd' } as const

export const table: readonly InteractionEntry[] = [
  { name: 'capabilities', method: 'GET', path: '/metadata', scope: 'none', perform: echo },
  { name: 'bundle', method: 'POST', path: '/', scope: 'each', perform: echo },
  { name: 'search-system', method: 'GET', path: '/', scope: 'each', perform: echo },
  { name: 'search-type', method: 'GET', path: '/:type', scope: 's', perform: echo },
  { name: 'search-type', method: 'POST', path: '/:type/_search', scope: 's', perform: echo },
  line('create', 'POST', '/:type', create),
  line('update-conditional', 'PUT', '/:type', echo),
  line('patch-conditional', 'PATCH', '/:type', echo),
  line('delete-conditional', 'DELETE', '/:type', async () => ({ status: 204, etag: 'W/"2"' })),
  line('read', 'GET', '/:type/:id', read),
  line('update', 'PUT', '/:type/:id', echo),
  line('patch', 'PATCH', '/:type/:id', echo),
  line('history-instance', 'GET', '/:type/:id/_history', echo),
  line('vread', 'GET', '/:type/:id/_history/:vid', echo),
  { name: 'search-compartment', method: 'GET', path: '/:type/:id/:searchedType', scope: 'each', perform: echo },
]

export interface Sample {
  readonly app: FastifyInstance
  readonly config: Config
  /** What was logged, one JSON object a line. */
  readonly log: readonly string[]
}

export interface SampleOptions {
  readonly environment?: Environment
  readonly table?: readonly InteractionEntry[]
  readonly ready?: () => Promise<void>
}

/** The whole HTTP layer over a few interactions without a store. The only token is `secret`, with `system/Patient.rs`. */
export async function sampleApp({ environment = {}, ...parts }: SampleOptions = {}): Promise<Sample> {
  const config = readConfig({ BASE_URL: 'http://127.0.0.1:8080/fhir', LOG_LEVEL: 'debug', ...environment })
  const log: string[] = []
  const logger = pino({ level: config.logLevel }, { write: (text: string) => void log.push(text) })
  const client = accessOf('laboratory', parseScopes('system/Patient.rs', definitions.isResourceType))
  const given: AppParts = {
    config,
    definitions,
    table,
    contextFor: (access: Access) =>
      ({ access, baseUrl: config.baseUrl, knowledge: () => undefined }) as unknown as Context,
    authenticate: async (token) => (token === 'secret' ? client : undefined),
    ready: async () => {},
    metrics: createMetrics(),
    logger,
    ...parts,
  }
  return { app: await createApp(given, 'test'), config, log }
}

/** Writes pieces to a socket, one after another, and answers everything that came back until the other side ended. */
export function exchangeRaw(port: number, pieces: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    let received = ''
    const socket = connect(port, '127.0.0.1', () => {
      for (const piece of pieces) socket.write(piece)
    })
    socket.on('data', (chunk) => {
      received += chunk.toString('utf8')
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(received))
  })
}

/** What an echoing interaction was asked. */
export const seenBy = (body: string): FhirRequest & { readonly body?: string } => JSON.parse(body).seen

/** The port of a listening server. */
export function portOf(app: FastifyInstance): number {
  const address = app.server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
