import type { JsonRecord } from '../check.js'
import { isRecord } from '../shapes.js'
import { bundledResources } from './resolve.js'

/** One entry refers to another: their indices. */
export type Link = readonly [from: number, to: number]

/** Which entries of a Bundle refer to which others. https://hl7.org/fhir/R4/bundle.html#references */
export function linksBetween(bundle: JsonRecord, entries: readonly unknown[]): readonly Link[] {
  const places = new Map<JsonRecord, number>()
  for (const [index, entry] of entries.entries()) {
    if (isRecord(entry) && isRecord(entry.resource)) places.set(entry.resource, index)
  }
  const links: Link[] = []
  for (const [from, entry] of entries.entries()) {
    if (!isRecord(entry)) continue
    const fullUrl = typeof entry.fullUrl === 'string' ? entry.fullUrl : undefined
    const texts = new Set<string>()
    collectReferences(entry.resource, texts)
    for (const text of texts) {
      for (const resource of bundledResources(bundle, fullUrl, text)) {
        const to = places.get(resource)
        if (to !== undefined) links.push([from, to])
      }
    }
  }
  return links
}

/** Every literal reference in a value, at any depth. */
function collectReferences(value: unknown, into: Set<string>): void {
  if (Array.isArray(value)) for (const each of value) collectReferences(each, into)
  if (!isRecord(value)) return
  for (const [name, member] of Object.entries(value)) {
    if (typeof member === 'object') collectReferences(member, into)
    else if (name === 'reference' && typeof member === 'string' && !member.startsWith('#')) into.add(member)
  }
}

/** The entries that one leads to, itself included. */
export function reachedFrom(start: number, count: number, links: readonly Link[]): ReadonlySet<number> {
  const next = new Map<number, number[]>()
  for (const [from, to] of links) {
    const known = next.get(from)
    if (known === undefined) next.set(from, [to])
    else known.push(to)
  }
  const reached = new Set<number>(count > 0 ? [start] : [])
  // A Set is walked in the order of insertion, and what is added meanwhile is walked too.
  for (const at of reached) for (const to of next.get(at) ?? []) reached.add(to)
  return reached
}
