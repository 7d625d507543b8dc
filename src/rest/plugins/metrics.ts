import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { authenticateBearer } from '../authenticate.js'
import { createHostCheck } from '../host.js'
import type { RunningParts } from '../parts.js'

/** What is known of a request when it has been answered. */
export interface Observation {
  readonly interaction: string
  /** A known resource type, or empty. */
  readonly type: string
  readonly status: number
  readonly ms: number
}

/** Counts requests, in a registry of its own. */
export interface Metrics {
  readonly registry: Registry
  begun(): void
  ended(observation: Observation): void
}

/** Seconds: reads take less than one millisecond, transactions of thousands of entries take seconds. */
const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

interface Child {
  readonly labels: { readonly interaction: string; readonly type: string; readonly status: string }
  count: number
  readonly duration: Histogram.Internal<'interaction' | 'type'>
}

type ChildOf = (observation: Observation) => Child

/** Counts requests here and hands the counts over when somebody asks: the library's own counting costs a hash of the labels each time. */
function createChildren(registers: Registry[]): ChildOf {
  const all: Child[] = []
  new Counter({
    name: 'anteroom_requests_total',
    help: 'Requests answered.',
    labelNames: ['interaction', 'type', 'status'] as const,
    registers,
    collect() {
      this.reset()
      for (const { labels, count } of all) this.inc(labels, count)
    },
  })
  const durations = new Histogram({
    name: 'anteroom_request_duration_seconds',
    help: 'Time from the headers of a request to its answer.',
    labelNames: ['interaction', 'type'] as const,
    buckets,
    registers,
  })
  // Finding a child by its labels costs more than counting does, and there are only so many of them.
  const children = new Map<string, Map<string, (Child | undefined)[]>>()
  return ({ interaction, type, status }) => {
    const statusClass = Math.floor(status / 100)
    const byType = children.get(interaction) ?? new Map<string, (Child | undefined)[]>()
    const byClass = byType.get(type) ?? []
    const known = byClass[statusClass]
    if (known !== undefined) return known
    const labels = { interaction, type, status: `${statusClass}xx` }
    const child: Child = { labels, count: 0, duration: durations.labels(interaction, type) }
    all.push(child)
    byClass[statusClass] = child
    byType.set(type, byClass)
    children.set(interaction, byType)
    return child
  }
}

/** Makes the metrics of a server: requests by interaction, type and class of status, durations, requests under way, and the process's own. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const childOf = createChildren([registry])
  let inFlight = 0
  new Gauge({
    name: 'anteroom_requests_in_flight',
    help: 'Requests under way.',
    registers: [registry],
    collect() {
      this.set(inFlight)
    },
  })
  return {
    registry,
    begun: () => {
      inFlight += 1
    },
    ended: (observation) => {
      inFlight -= 1
      const child = childOf(observation)
      child.count += 1
      child.duration.observe(observation.ms / 1000)
    },
  }
}

/**
 * Serves `/metrics` in the text format of Prometheus. What it tells (how much of what is done here) is no page's business, so the `Host` is judged as for FHIR;
 * with `AUTH=token` it takes the token of any client, whatever its scopes.
 */
export function routeMetrics(app: FastifyInstance, { config, metrics, authenticate }: RunningParts): void {
  const checkHost = createHostCheck(config)
  app.get('/metrics', async (request, reply) => {
    checkHost(request.headers.host)
    if (config.auth === 'token') await authenticateBearer(request.headers.authorization, authenticate)
    const { registry } = metrics
    return reply
      .type(registry.contentType)
      .header('cache-control', 'no-store')
      .send(await registry.metrics())
  })
}
