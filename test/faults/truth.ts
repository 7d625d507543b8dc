import type { Test } from 'tap'
import type { Json } from '../harness/server.js'
import { keyOf, type Ledger } from './ledger.js'
import { systems } from './writers.js'

/** Everything that a server has, read over its own interface. */
export interface Truth {
  /** `Type/id/version` → the resource, undefined for a deletion. */
  readonly versions: ReadonlyMap<string, Json | undefined>
  /** `Type/id` → the newest version, undefined where it is deleted. */
  readonly current: ReadonlyMap<string, Json | undefined>
  readonly problems: readonly string[]
}

async function get(address: string): Promise<Json> {
  const response = await fetch(address)
  const json: Json = await response.json()
  if (!response.ok) throw new Error(`${address}: ${response.status} ${JSON.stringify(json)}`)
  return json
}

/** All entries of a Bundle that has several pages. */
async function entriesOf(address: string): Promise<Json[]> {
  const entries: Json[] = []
  for (let next: string | undefined = address; next !== undefined; ) {
    const bundle: Json = await get(next)
    entries.push(...(bundle.entry ?? []))
    next = bundle.link.find((link: Json) => link.relation === 'next')?.url
  }
  return entries
}

/** Reads the whole history; each version stands in it once, and none is missing. */
export async function readTruth(baseUrl: string): Promise<Truth> {
  const versions = new Map<string, Json | undefined>()
  const numbers = new Map<string, number[]>()
  const newest = new Map<string, { readonly version: number; readonly resource: Json | undefined }>()
  const problems: string[] = []
  for (const { resource, request, response } of await entriesOf(`${baseUrl}/_history?_count=1000`)) {
    const version = Number(/"(\d+)"/.exec(response.etag)?.[1])
    const instance = resource === undefined ? request.url : `${resource.resourceType}/${resource.id}`
    const key = `${instance}/${version}`
    if (versions.has(key)) problems.push(`${key} stands in the history twice`)
    if (resource !== undefined && keyOf(resource) !== key) problems.push(`${key} says that it is ${keyOf(resource)}`)
    versions.set(key, resource)
    numbers.set(instance, [...(numbers.get(instance) ?? []), version])
    if (version > (newest.get(instance)?.version ?? 0)) newest.set(instance, { version, resource })
  }
  for (const [instance, found] of numbers) {
    const inOrder = [...found].sort((left, right) => left - right)
    if (inOrder.some((version, at) => version !== at + 1)) problems.push(`${instance} has the versions ${inOrder}`)
  }
  return { versions, current: new Map([...newest].map(([key, { resource }]) => [key, resource])), problems }
}

/** Acknowledged writes that are not there, or are something else. */
export function forgotten(ledger: Ledger, { versions, current }: Truth): readonly string[] {
  const changed = [...ledger.versions].filter(([key, text]) => JSON.stringify(versions.get(key)) !== text)
  const undeleted = [...ledger.deletions].filter(
    (instance) => current.get(instance) !== undefined || !current.has(instance),
  )
  return [
    ...changed.map(([key]) => `${key} is not as acknowledged`),
    ...undeleted.map((key) => `${key} is not deleted`),
  ]
}

const valuesOf = ({ current }: Truth, system: string): readonly string[] =>
  [...current.values()].flatMap((resource) => {
    const identifier: Json = resource?.identifier?.[0]
    return identifier?.system === system ? [identifier.value] : []
  })

const countEach = (values: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/** Transactions of which only a part is there, and conditional creates that made twins. */
export function torn(ledger: Ledger, truth: Truth): readonly string[] {
  const bundles = countEach(valuesOf(truth, systems.bundle))
  const shared = countEach(valuesOf(truth, systems.shared))
  return [
    ...[...bundles].filter(([, count]) => count !== 3).map(([key, count]) => `${count} of 3 resources of ${key}`),
    ...[...ledger.transactions].filter((key) => !bundles.has(key)).map((key) => `nothing of ${key}`),
    ...[...shared]
      .filter(([, count]) => count !== 1)
      .map(([key, count]) => `${count} resources of the criteria ${key}`),
    ...[...ledger.conditional.keys()].filter((key) => !shared.has(key)).map((key) => `nothing of the criteria ${key}`),
  ]
}

/** Asserts that searches find exactly the current resources, in their current versions, by what those hold. */
export async function assertSearchesFind(t: Test, baseUrl: string, truth: Truth): Promise<void> {
  for (const type of new Set([...truth.current.keys()].map((instance) => instance.split('/')[0]))) {
    const expected = [...truth.current.values()].filter((resource) => resource?.resourceType === type)
    const found = await entriesOf(`${baseUrl}/${type}?_count=1000`)
    t.same(
      found.map(({ resource }) => keyOf(resource)).sort(),
      expected.map(keyOf).sort(),
      `the index of ${type} has each current resource once`,
    )
    t.equal((await get(`${baseUrl}/${type}?_summary=count`)).total, expected.length, `it counts them`)
  }
  const stale = [...truth.versions.values()].filter((resource) => resource?.id.startsWith('shared-')).slice(0, 40)
  for (const resource of stale) {
    const { system, value } = resource.identifier[0]
    const isCurrent = JSON.stringify(truth.current.get(`Patient/${resource.id}`)) === JSON.stringify(resource)
    const { total } = await get(`${baseUrl}/Patient?identifier=${system}|${value}&_summary=count`)
    if (total !== (isCurrent ? 1 : 0)) t.fail(`${keyOf(resource)} is found ${total} times`)
  }
  const people = [...truth.current.values()].filter((resource) => resource?.identifier?.[0].system === systems.bundle)
  for (const { id } of people.filter(({ resourceType }) => resourceType === 'Patient').slice(0, 40)) {
    const { total } = await get(`${baseUrl}/Observation?subject=Patient/${id}&_summary=count`)
    if (total !== 2) t.fail(`Patient/${id} has ${total} observations`)
  }
}
