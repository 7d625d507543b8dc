import type { Random } from '../harness/random.js'
import type { Json } from '../harness/server.js'
import { type Ledger, noteConditional, noteVersion } from './ledger.js'

export const systems = {
  own: 'http://clinic.example/own',
  shared: 'http://clinic.example/shared',
  bundle: 'http://clinic.example/bundle',
}

/** Patients that all writers update, and conditional creates that they compete for in each round. */
const SHARED = 8

interface Answer {
  readonly status: number
  readonly json: Json
}

/** What one writer works with. */
interface Desk {
  readonly baseUrl: string
  readonly ledger: Ledger
  readonly random: Random
  /** Makes names that no other writer and round has. */
  readonly name: (kind: string) => string
  readonly round: number
  /** Ids of Observations that it made and may delete. */
  readonly own: string[]
}

async function send(desk: Desk, request: string, body?: object, headers: Record<string, string> = {}): Promise<Answer> {
  const [method = '', path] = request.split(' ')
  const response = await fetch(`${desk.baseUrl}/${path}`, {
    method,
    headers: { 'content-type': 'application/fhir+json', prefer: 'return=representation', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  // 503 says that it was not done; anything else but success is a wrong answer.
  if (!response.ok && response.status !== 503) desk.ledger.violations.push(`${request}: ${response.status} ${text}`)
  return { status: response.ok ? response.status : 0, json: text === '' ? undefined : JSON.parse(text) }
}

const identified = (resourceType: string, system: string, value: string): Json => ({
  resourceType,
  identifier: [{ system, value }],
  ...(resourceType === 'Observation' ? { status: 'final', code: { text: value } } : {}),
})

async function create(desk: Desk): Promise<void> {
  const answer = await send(desk, 'POST Observation', identified('Observation', systems.own, desk.name('create')))
  if (answer.status !== 201) return
  noteVersion(desk.ledger, answer.json)
  desk.own.push(answer.json.id)
}

async function update(desk: Desk): Promise<void> {
  const id = `shared-${desk.random.whole(1, SHARED)}`
  const body = { ...identified('Patient', systems.own, desk.name('update')), id }
  const answer = await send(desk, `PUT Patient/${id}`, body)
  if (answer.status > 0) noteVersion(desk.ledger, answer.json)
}

async function createUnless(desk: Desk): Promise<void> {
  const key = `${desk.round}-${desk.random.whole(1, SHARED)}`
  const headers = { 'if-none-exist': `identifier=${systems.shared}|${key}` }
  const answer = await send(desk, 'POST Patient', identified('Patient', systems.shared, key), headers)
  if (answer.status === 0) return
  if (answer.status === 201) noteVersion(desk.ledger, answer.json)
  noteConditional(desk.ledger, key, answer.json.id)
}

async function transact(desk: Desk): Promise<void> {
  const key = desk.name('bundle')
  const fullUrl = `urn:uuid:${crypto.randomUUID()}`
  const observation = () => ({ ...identified('Observation', systems.bundle, key), subject: { reference: fullUrl } })
  const entry = [
    { fullUrl, resource: identified('Patient', systems.bundle, key), request: { method: 'POST', url: 'Patient' } },
    { resource: observation(), request: { method: 'POST', url: 'Observation' } },
    { resource: observation(), request: { method: 'POST', url: 'Observation' } },
  ]
  const answer = await send(desk, 'POST ', { resourceType: 'Bundle', type: 'transaction', entry })
  if (answer.status === 0) return
  for (const { resource } of answer.json.entry) noteVersion(desk.ledger, resource)
  desk.ledger.transactions.add(key)
}

async function remove(desk: Desk): Promise<void> {
  const id = desk.own.shift()
  if (id === undefined) return create(desk)
  const answer = await send(desk, `DELETE Observation/${id}`)
  if (answer.status > 0) desk.ledger.deletions.add(`Observation/${id}`)
}

const works = [create, create, update, createUnless, transact, remove]

export interface Shift {
  readonly baseUrl: string
  readonly ledger: Ledger
  readonly random: Random
  readonly round: number
  readonly writers: number
  /** Told of each write that was acknowledged; false ends the work. */
  readonly onAcknowledged: () => boolean
}

/** Writes until the server is gone, or it is told to stop. */
async function write(desk: Desk, { onAcknowledged }: Shift): Promise<void> {
  for (;;) {
    try {
      await desk.random.pick(works)(desk)
    } catch {
      // The connection broke: nothing is known of that write.
      return
    }
    if (!onAcknowledged()) return
  }
}

/** Lets many writers work at the same time, until all of them have stopped. */
export async function writeTogether(shift: Shift): Promise<void> {
  const { baseUrl, ledger, random, round, writers } = shift
  const desks = Array.from({ length: writers }, (_, writer): Desk => {
    let number = 0
    const name = (kind: string): string => `${kind}-${round}-${writer}-${number++}`
    return { baseUrl, ledger, random: random.fork(), name, round, own: [] }
  })
  await Promise.all(desks.map((desk) => write(desk, shift)))
}
