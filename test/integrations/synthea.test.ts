// https://hl7.org/fhir/R4/http.html#transaction with the Bundles of Synthea's patients.
import t, { type Test } from 'tap'
import { type ExactObject, exactMeta, exactParse, exactRest, isExactObject, mapReferences } from '../harness/exact.js'
import { timeoutMs } from '../harness/random.js'
import { type Json, startServer, type TestServer } from '../harness/server.js'
import { createConditionResolver } from './condition-resolver.js'
import { batchNames, patientNames, readBundle, syntheaAbsent } from './synthea-files.js'

t.setTimeout(timeoutMs)

interface Sent {
  readonly fullUrl: string
  readonly resource: ExactObject
  readonly request: ExactObject
}

/** The server, and what was sent to it so far. */
interface World {
  readonly send: TestServer['send']
  readonly counts: Map<string, number>
  readonly resolver: ReturnType<typeof createConditionResolver>
}

const entriesOf = (text: string): readonly Sent[] => exactParse(text).entry as unknown as readonly Sent[]
const relative = (location: string): string => /([A-Za-z]+\/[^/]+)\/_history\/\d+$/.exec(location)?.[1] ?? location
const locationsOf = (answer: Json): string[] => answer.entry.map((entry: Json) => relative(entry.response.location))
const statusesOf = (answer: Json): string[] => [
  ...new Set<string>(answer.entry.map((entry: Json) => entry.response.status)),
]

/** Asserts that each entry is stored as it was sent, but for ids, meta, and links that lead to where their targets are now. */
async function assertStored(t: Test, { send, resolver }: World, sent: readonly Sent[], answer: Json): Promise<void> {
  const locations = locationsOf(answer)
  const targets = new Map(sent.map(({ fullUrl }, at) => [fullUrl, locations[at] ?? '']))
  const different: string[] = []
  const compare = async ({ resource }: Sent, at: number): Promise<void> => {
    const stored = exactParse((await send('GET', `/${locations[at]}`)).text)
    const linked = mapReferences(resource, (reference) => targets.get(reference) ?? reference) as ExactObject
    const expected = await resolver.resolve(linked)
    if (exactRest(stored) !== exactRest(expected)) different.push(`${exactRest(stored)} for ${exactRest(expected)}`)
    if (exactMeta(stored) !== exactMeta(expected)) different.push(`${exactMeta(stored)} for ${exactMeta(expected)}`)
  }
  await Promise.all(sent.map(compare))
  t.same(different, [], `${sent.length} resources are as they were sent`)
}

/** Sends a Bundle whose entries all create, and asserts that they did. */
async function assertCreated(t: Test, world: World, text: string): Promise<void> {
  const sent = entriesOf(text)
  const answer = await world.send('POST', '', { body: text })
  if (answer.status !== 200) throw new Error(answer.text.slice(0, 2_000))
  t.equal(answer.json.type, `${exactParse(text).type}-response`)
  t.same(statusesOf(answer.json), ['201 Created'])
  t.same(
    locationsOf(answer.json).map((location) => location.split('/')[0]),
    sent.map(({ resource }) => resource.resourceType),
    'answers are in the order of the requests',
  )
  await assertStored(t, world, sent, answer.json)
  for (const { resource } of sent) {
    const type = String(resource.resourceType)
    world.counts.set(type, (world.counts.get(type) ?? 0) + 1)
  }
}

async function assertRepeatable(t: Test, { send }: World, text: string): Promise<void> {
  const body = JSON.parse(text)
  body.entry = body.entry.filter(({ request }: Json) => request.ifNoneExist !== undefined)
  const newest = async (): Promise<Json> => (await send('GET', '/_history?_count=1000')).json.entry
  const before = await newest()
  const answer = await send('POST', '', { body })
  t.same(statusesOf(answer.json), ['200 OK'])
  t.same(await newest(), before, 'nothing was written')
}

async function assertLinked(t: Test, { send, counts }: World): Promise<void> {
  const references = new Set<string>()
  for (const type of counts.keys()) {
    const { text } = await send('GET', `/${type}?_count=100`)
    mapReferences(exactParse(text), (reference) => {
      if (!reference.startsWith('#')) references.add(reference)
      return reference
    })
  }
  const missing: string[] = []
  const waiting = [...references]
  const follow = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if ((await send('GET', `/${next}`)).status !== 200) missing.push(next)
    }
  }
  await Promise.all(Array.from({ length: 32 }, follow))
  t.same(missing, [])
  t.ok(references.size > 100, `${references.size} references`)
}

async function assertSearchable(t: Test, { send, counts }: World): Promise<void> {
  const count = async (search: string): Promise<number> => (await send('GET', `/${search}`)).json.total
  for (const [type, sent] of counts) t.equal(await count(`${type}?_summary=count`), sent, type)
  const resource = entriesOf(readBundle(patientNames()[0] ?? ''))[0]?.resource
  const [name] = (resource?.name ?? []) as readonly ExactObject[]
  const family = isExactObject(name) ? String(name.family) : ''
  const found = await send('GET', `/Patient?family:exact=${encodeURIComponent(family)}`)
  const { id } = found.json.entry[0].resource
  const own = await count(`Observation?patient=${id}&_summary=count`)
  t.ok(own > 0, `${own} observations of ${family}`)
  t.equal(await count(`Patient/${id}/Observation?_summary=count`), own, 'the compartment has them too')
}

t.test('Synthea goes in and comes out as it was', { skip: syntheaAbsent, timeout: timeoutMs }, async (t) => {
  const { send } = await startServer(t)
  const resolver = createConditionResolver(async (query) => (await send('GET', `/${query}`)).json)
  const world: World = { send, counts: new Map(), resolver }
  for (const name of batchNames) {
    const text = readBundle(name)
    await t.test(`the batch ${name}`, (t) => assertCreated(t, world, text))
    await t.test('its conditional creates sent again', (t) => assertRepeatable(t, world, text))
  }
  for (const name of patientNames()) {
    await t.test(`the transaction ${name}`, { timeout: timeoutMs }, (t) => assertCreated(t, world, readBundle(name)))
  }
  t.ok(resolver.count() > 0, `${resolver.count()} conditional references led to their only match`)
  await t.test('every reference of what is stored leads to a resource here', (t) => assertLinked(t, world))
  await t.test('searches count as many of each type as were sent', (t) => assertSearchable(t, world))
})
