import { type ParsedReference, parseReference } from '../../fhir/reference.js'
import type { JsonRecord } from '../check.js'
import type { Frame } from '../run.js'
import { isRecord } from '../shapes.js'

/** Where a reference leads: https://hl7.org/fhir/R4/valueset-resource-aggregation-mode.html */
export type Aggregation = 'contained' | 'bundled' | 'referenced'

/** Contained resources by id, made once for each container: thousands of references may lead to thousands of them. */
const containedIndices = new WeakMap<object, ReadonlyMap<unknown, JsonRecord>>()

/** The contained resource of an id, in the resource or its container: the first where several have it. */
export function containedResource({ rootResource }: Frame, id: string): JsonRecord | undefined {
  const { contained } = rootResource
  if (!Array.isArray(contained)) return undefined
  const known = containedIndices.get(contained)
  if (known !== undefined) return known.get(id)
  const index = new Map<unknown, JsonRecord>()
  for (const each of contained) if (isRecord(each) && !index.has(each.id)) index.set(each.id, each)
  containedIndices.set(contained, index)
  return index.get(id)
}

/** Entries of Bundles by fullUrl, made once for each Bundle. */
const indices = new WeakMap<JsonRecord, ReadonlyMap<string, readonly JsonRecord[]>>()

function entriesByUrl(bundle: JsonRecord): ReadonlyMap<string, readonly JsonRecord[]> {
  const known = indices.get(bundle)
  if (known !== undefined) return known
  const index = new Map<string, JsonRecord[]>()
  const entries: readonly unknown[] = Array.isArray(bundle.entry) ? bundle.entry : []
  for (const entry of entries) {
    if (!isRecord(entry) || typeof entry.fullUrl !== 'string' || !isRecord(entry.resource)) continue
    const same = index.get(entry.fullUrl)
    if (same === undefined) index.set(entry.fullUrl, [entry.resource])
    else same.push(entry.resource)
  }
  indices.set(bundle, index)
  return index
}

/**
 * The entries of a Bundle that a reference in one of them leads to. A relative reference counts from the address that the fullUrl of its own entry has, where that is
 * RESTful; a version is left out of the address and compared with `meta.versionId`. https://hl7.org/fhir/R4/bundle.html#references
 */
export function bundledResources(bundle: JsonRecord, fullUrl: string | undefined, text: string): readonly JsonRecord[] {
  const parsed = parseReference(withoutFragment(text))
  const url = targetUrl(parsed, fullUrl)
  if (url === undefined) return []
  const matches = entriesByUrl(bundle).get(url) ?? []
  const version = parsed.kind === 'relative' || parsed.kind === 'restful' ? parsed.version : undefined
  return version === undefined ? matches : matches.filter(({ meta }) => isRecord(meta) && meta.versionId === version)
}

function targetUrl(parsed: ParsedReference, fullUrl: string | undefined): string | undefined {
  if (parsed.kind === 'restful') return `${parsed.base}/${parsed.type}/${parsed.id}`
  if (parsed.kind === 'urn') return parsed.urn
  if (parsed.kind === 'absolute') return parsed.url
  if (parsed.kind !== 'relative' || fullUrl === undefined) return undefined
  const own = parseReference(fullUrl)
  return own.kind === 'restful' ? `${own.base}/${parsed.type}/${parsed.id}` : undefined
}

/** A literal reference without what follows `#`. */
export function withoutFragment(text: string): string {
  const hash = text.indexOf('#')
  return hash > 0 ? text.slice(0, hash) : text
}

/**
 * What `resolve()` gives for a reference: what is contained, in the Bundle around it, or stored. What only the store can have is asked for, and found in the next
 * pass. https://hl7.org/fhir/R4/fhirpath.html#functions
 */
export function resolveReference(frame: Frame, text: string): JsonRecord | undefined {
  if (text === '#') return frame.rootResource
  if (text.startsWith('#')) return containedResource(frame, text.slice(1))
  const { bundle } = frame
  const [bundled] = bundle === undefined ? [] : bundledResources(bundle.frame.resource, bundle.fullUrl, text)
  return bundled ?? storedResource(frame, text)
}

/** A resource of this server; a question where the answers don't know it yet. */
export function storedResource({ run }: Frame, text: string): JsonRecord | undefined {
  const parsed = parseReference(withoutFragment(text))
  if (parsed.kind !== 'relative' || !run.definitions.isResourceType(parsed.type)) return undefined
  const key = `${parsed.type}/${parsed.id}`
  const { resources } = run.answers
  if (!resources.has(key)) run.ask({ kind: 'resource', key })
  const resource = resources.get(key)
  return isRecord(resource) ? resource : undefined
}
