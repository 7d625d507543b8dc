import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import type { Test } from 'tap'
import { type Environment, readConfig } from '../../src/config.js'
import { createServer, type Engine, openEngine } from '../../src/server.js'
import { freshDatabase } from './database.js'
import { freePort } from './free-port.js'

/** A JSON value as answers hold it: tests look into it freely, and assert what they find. */
export type Json = ReturnType<typeof JSON.parse>

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly text: string
  /** The parsed body; undefined where there is none, or it is not JSON. */
  readonly json: Json
}

export interface Sending {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface TestServer {
  readonly app: FastifyInstance
  readonly engine: Engine
  readonly clock: { now: number }
  /** Sends a request to `/fhir` + path; objects go as FHIR JSON, strings and buffers as they are. */
  send(method: string, path: string, sending?: Sending): Promise<Answer>
}

const parsed = (text: string): Json => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** An engine over a database of its own, closed when the test ends. The clock moves on by a millisecond with each look at it. */
export async function startEngine(
  t: Test,
  environment: Environment = {},
): Promise<{ engine: Engine; clock: { now: number } }> {
  const config = readConfig({ BASE_URL: 'http://127.0.0.1:8080/fhir', ...(await freshDatabase(t)), ...environment })
  const clock = { now: Date.parse('2026-11-24T09:00:00Z') }
  const engine = await openEngine(config, {
    logger: pino({ level: process.env.TEST_LOG ?? 'silent' }),
    now: () => clock.now++,
    random: Math.random,
    software: { version: '0.0.0', releaseDate: '2026-11-24' },
  })
  t.teardown(() => engine.close())
  return { engine, clock }
}

/** The real server over a database of its own, without the network; closed when the test ends. */
export async function startServer(t: Test, environment: Environment = {}): Promise<TestServer> {
  const { engine, clock } = await startEngine(t, environment)
  const app = await createServer(engine)
  t.teardown(() => app.close())
  const send: TestServer['send'] = async (method, path, { body, headers = {} } = {}) => {
    const isRaw = typeof body === 'string' || Buffer.isBuffer(body)
    const response = await app.inject({
      method: method as 'GET',
      url: `/fhir${path}`,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/fhir+json' }), ...headers },
      ...(body === undefined ? {} : { payload: isRaw ? body : JSON.stringify(body) }),
    })
    return {
      status: response.statusCode,
      headers: response.headers as Answer['headers'],
      text: response.body,
      json: parsed(response.body),
    }
  }
  return { app, engine, clock, send }
}

/** The real server on a port of its own, for clients that speak HTTP; links lead to it. */
export async function startListening(
  t: Test,
  environment: Environment = {},
): Promise<TestServer & { readonly baseUrl: string }> {
  const port = await freePort()
  const baseUrl = `http://127.0.0.1:${port}/fhir`
  const server = await startServer(t, { BASE_URL: baseUrl, ...environment })
  await server.app.listen({ host: '127.0.0.1', port })
  return { ...server, baseUrl }
}
