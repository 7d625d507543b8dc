// https://hl7.org/fhir/R4/http.html#transaction with the Bundles of Synthea's patients.
import t, { type Test } from 'tap'
import {
  type ExactJson,
  type ExactObject,
  exactMeta,
  exactParse,
  exactRest,
  isExactObject,
  mapReferences,
} from '../harness/exact.js'
import { timeoutMs } from '../harness/random.js'
import { type Json, startServer } from '../harness/server.js'
import { createConditionResolver } from './condition-resolver.js'
import { batchNames, patientNames, readBundle, syntheaAbsent } from './synthea-files.js'

interface Sent {
  readonly fullUrl: string
  readonly resource: ExactObject
  readonly request: ExactObject
}

const entriesOf = (text: string): readonly Sent[] => exactParse(text).entry as unknown as readonly Sent[]
const relative = (location: string): string => /([A-Za-z]+\/[^/]+)\/_history\/\d+$/.exec(location)?.[1] ?? location
const locationsOf = (answer: Json): string[] => answer.entry.map((entry: Json) => relative(entry.response.location))
const statusesOf = (answer: Json): string[] => [
  ...new Set<string>(answer.entry.map((entry: Json) => entry.response.status)),
]

function countByType(counts: Map<string, number>, entries: readonly Sent[]): void {
  for (const { resource } of entries) {
    const type = String(resource.resourceType)
    counts.set(type, (counts.get(type) ?? 0) + 1)
  }
}

t.setTimeout(timeoutMs)

t.test('Synthea goes in and comes out as it was', { skip: syntheaAbsent, timeout: timeoutMs }, async (t) => {
  const { send } = await startServer(t)
  const counts = new Map<string, number>()
  const resolver = createConditionResolver(async (query) => (await send('GET', `/${query}`)).json)

  /** What of these entries is not stored as it was sent, but for ids, meta and links. */
  const assertStored = async (t: Test, sent: readonly Sent[], answer: Json): Promise<void> => {
    const locations = locationsOf(answer)
    const targets = new Map(sent.map(({ fullUrl }, at) => [fullUrl, locations[at] ?? '']))
    const assertOne = async ({ resource }: Sent, at: number): Promise<void> => {
      const stored = exactParse((await send('GET', `/${locations[at]}`)).text)
      const linked = mapReferences(resource, (reference) => targets.get(reference) ?? reference) as ExactObject
      const expected = await resolver.resolve(linked)
      if (exactRest(stored) !== exactRest(expected))
        t.equal(exactRest(stored), exactRest(expected), locations[at] ?? '')
      if (exactMeta(stored) !== exactMeta(expected))
        t.equal(exactMeta(stored), exactMeta(expected), locations[at] ?? '')
    }
    await Promise.all(sent.map(assertOne))
    t.pass(`${sent.length} resources are as they were sent`)
  }

  for (const name of batchNames) {
    await t.test(`the batch ${name}`, async (t) => {
      const text = readBundle(name)
      const sent = entriesOf(text)
      const answer = await send('POST', '', { body: text })
      t.equal(answer.status, 200)
      t.equal(answer.json.type, 'batch-response')
      t.same(statusesOf(answer.json), ['201 Created'])
      await assertStored(t, sent, answer.json)
      countByType(counts, sent)
    })
    await t.test(`its conditional creates sent again`, async (t) => {
      const body = JSON.parse(readBundle(name))
      body.entry = body.entry.filter(({ request }: Json) => request.ifNoneExist !== undefined)
      const versions = async (): Promise<number> => (await send('GET', '/_history?_count=1000')).json.entry.length
      const before = await versions()
      const answer = await send('POST', '', { body })
      t.same(statusesOf(answer.json), ['200 OK'])
      t.equal(await versions(), before, 'nothing was written')
    })
  }

  for (const name of patientNames()) {
    await t.test(`the transaction ${name}`, async (t) => {
      const text = readBundle(name)
      const sent = entriesOf(text)
      const answer = await send('POST', '', { body: text })
      t.equal(answer.status, 200)
      if (answer.status !== 200) return t.comment(answer.text.slice(0, 2_000))
      t.equal(answer.json.type, 'transaction-response')
      t.same(statusesOf(answer.json), ['201 Created'])
      t.same(
        locationsOf(answer.json).map((location) => location.split('/')[0]),
        sent.map(({ resource }) => resource.resourceType),
        'answers are in the order of the requests',
      )
      await assertStored(t, sent, answer.json)
      countByType(counts, sent)
    })
  }

  t.ok(resolver.count() > 0, `${resolver.count()} conditional references led to their only match`)

  await t.test('every reference of what is stored leads to a resource of this server', async (t) => {
    const missing = new Set<string>()
    const seen = new Set<string>()
    const check = async (reference: string): Promise<void> => {
      if (reference.startsWith('#') || seen.has(reference)) return
      seen.add(reference)
      if ((await send('GET', `/${reference}`)).status !== 200) missing.add(reference)
    }
    for (const type of counts.keys()) {
      const { text } = await send('GET', `/${type}?_count=100`)
      const found: string[] = []
      mapReferences(exactParse(text) as ExactJson, (reference) => {
        found.push(reference)
        return reference
      })
      for (const reference of found) await check(reference)
    }
    t.same([...missing], [])
    t.ok(seen.size > 100, `${seen.size} references`)
  })

  await t.test('searches count as many of each type as were sent', async (t) => {
    for (const [type, count] of counts) {
      t.equal((await send('GET', `/${type}?_summary=count`)).json.total, count, type)
    }
    const [{ resource }] = entriesOf(readBundle(patientNames()[0] ?? '')) as [Sent]
    const name = resource.name as readonly ExactObject[]
    const family = isExactObject(name[0]) ? String(name[0].family) : ''
    const found = await send('GET', `/Patient?family:exact=${encodeURIComponent(family)}`)
    const [person] = found.json.entry
    const own = await send('GET', `/Observation?patient=${person.resource.id}&_summary=count`)
    const every = await send('GET', `/Patient/${person.resource.id}/Observation?_summary=count`)
    t.ok(own.json.total > 0)
    t.equal(every.json.total, own.json.total, 'the compartment has the observations of the patient')
  })
})
