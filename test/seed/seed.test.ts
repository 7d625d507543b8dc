import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { loadDefinitions } from '../../src/definitions/load.js'
import { isId } from '../../src/fhir/id.js'
import { parseJson } from '../../src/fhir/json-parse.js'
import { createStructureCheck } from '../../src/validation/structure.js'
import { projectRoot } from '../tidy/source.js'

interface Entry {
  readonly resource: Resource
  readonly request: { readonly method: string; readonly url: string }
}

interface Resource {
  readonly resourceType: string
  readonly id: string
  readonly [name: string]: unknown
}

const folder = join(projectRoot, 'seed')
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .sort()
const check = createStructureCheck(loadDefinitions())

const bundles = names.map((name) => {
  const json = parseJson(readFileSync(join(folder, name), 'utf8'), { depth: 100, numberLength: 100 })
  return { name, text: json.text, value: json.value as { readonly type: string; readonly entry: readonly Entry[] } }
})
const entries = bundles.flatMap(({ value }) => value.entry)
const resources = entries.map(({ resource }) => resource)
const keyOf = ({ resourceType, id }: Resource): string => `${resourceType}/${id}`

/** The values under a key, at any depth. */
function valuesOf(key: string, value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => [
    ...(name === key ? [member] : []),
    ...valuesOf(key, member),
  ])
}

t.test('is transaction Bundles of PUTs with fixed, valid and distinct ids', async (t) => {
  t.strictSame([...new Set(bundles.map(({ value }) => value.type))], ['transaction'])
  for (const { resource, request } of entries) {
    t.strictSame(request, { method: 'PUT', url: keyOf(resource) }, keyOf(resource))
    t.ok(isId(resource.id) && resource.id.startsWith('example-'), `${resource.id} is an id`)
  }
  t.equal(new Set(resources.map(keyOf)).size, resources.length)
})

t.test('refers only to itself, and only to what was written before or with it', async (t) => {
  const written = new Set<string>()
  for (const { name, value } of bundles) {
    for (const { resource } of value.entry) written.add(keyOf(resource))
    const dangling = valuesOf('reference', value).filter((reference) => !written.has(String(reference)))
    t.strictSame(dangling, [], name)
  }
})

t.test('has the elements that R4 defines, and those that it requires', async (t) => {
  for (const resource of resources) t.strictSame(check(resource.resourceType, resource), [], keyOf(resource))
})

t.test('is the clinic of the project: people, places and a week of work', async (t) => {
  const count = (type: string): number => resources.filter(({ resourceType }) => resourceType === type).length
  const named = (type: string): readonly string[] =>
    resources.filter(({ resourceType }) => resourceType === type).map(({ id }) => id)
  t.equal(count('Patient'), 20)
  t.equal(count('RelatedPerson'), 4)
  t.ok(count('Coverage') >= 20)
  for (const place of [
    'front-desk',
    'room-1',
    'room-2',
    'room-3',
    'laboratory',
    'x-ray-room',
    'restroom',
    'storeroom',
  ]) {
    t.ok(named('Location').includes(`example-${place}`), place)
  }
  const assistants = resources.filter(
    ({ resourceType, code }) => resourceType === 'PractitionerRole' && JSON.stringify(code).includes('"22515006"'),
  )
  t.strictSame(
    assistants.map(({ id }) => id),
    ['example-ortiz', 'example-reyes', 'example-park', 'example-cole'],
  )
  for (const type of ['Appointment', 'Slot', 'Encounter', 'Observation', 'Specimen', 'Task', 'DiagnosticReport']) {
    t.ok(count(type) > 0, type)
  }
})

t.test(
  'every patient has exactly one first active coverage, and every medical assistant another credential',
  async (t) => {
    const coverages = resources.filter(
      ({ resourceType, status, order }) => resourceType === 'Coverage' && status === 'active' && order === 1,
    )
    const covered = coverages.map(({ beneficiary }) => (beneficiary as { readonly reference: string }).reference)
    t.strictSame(
      [...covered].sort(),
      resources
        .filter(({ resourceType }) => resourceType === 'Patient')
        .map(keyOf)
        .sort(),
    )
    const credentials = ['ortiz', 'reyes', 'park', 'cole'].map((id) => {
      const practitioner = resources.find((resource) => keyOf(resource) === `Practitioner/example-${id}`)
      return valuesOf('code', valuesOf('qualification', practitioner)).find(
        (code) => typeof code === 'string' && /^(cma-aama|training|rma-amt|cmaa-nha)$/.test(code),
      )
    })
    t.equal(new Set(credentials).size, 4)
  },
)

t.test('telephone numbers, mail addresses and names of servers are nobody’s', async (t) => {
  const values = resources.flatMap((resource) => valuesOf('telecom', resource)).flat()
  for (const { system, value } of values as readonly { readonly system: string; readonly value: string }[]) {
    t.match(value, system === 'email' ? /@example\.org$/ : /^907-555-01\d\d$/)
  }
})

t.test('slots of booked appointments are busy, at the same time', async (t) => {
  const byKey = new Map(resources.map((resource) => [keyOf(resource), resource]))
  const appointments = resources.filter(
    ({ resourceType, slot }) => resourceType === 'Appointment' && slot !== undefined,
  )
  t.ok(appointments.length >= 15)
  for (const appointment of appointments) {
    const [slot] = valuesOf('reference', appointment.slot).map((reference) => byKey.get(String(reference)))
    t.match(slot, { start: appointment.start, end: appointment.end, status: /^busy/ }, appointment.id)
  }
  const busy = resources.filter(({ resourceType, status }) => resourceType === 'Slot' && status !== 'free')
  t.equal(busy.length, appointments.length)
})
