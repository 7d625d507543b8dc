import { shown } from '../../fhir/suggest.js'
import type { JsonRecord } from '../check.js'
import type { Spot } from '../run.js'
import { isRecord } from '../shapes.js'
import { linksBetween, reachedFrom } from './bundle-links.js'
import { found, invariantOf } from './found.js'
import { bundledResources } from './resolve.js'

type Entries = readonly unknown[]

const resourceOf = (entry: unknown): JsonRecord | undefined =>
  isRecord(entry) && isRecord(entry.resource) ? entry.resource : undefined

/** A document begins with its Composition; what it refers to is in it, and nothing else. https://hl7.org/fhir/R4/documents.html#content */
export function checkDocument(document: JsonRecord, entries: Entries, spot: Spot): void {
  const composition = resourceOf(entries[0])
  if (composition?.resourceType !== 'Composition') {
    first(entries, spot, { key: 'bdl-11', what: 'a document has to begin with its Composition.' })
  }
  if (composition?.resourceType !== 'Composition') return
  for (const { text, within } of referencesOf(composition)) {
    const [entry] = entries
    const fullUrl = isRecord(entry) && typeof entry.fullUrl === 'string' ? entry.fullUrl : undefined
    if (text.startsWith('#') || bundledResources(document, fullUrl, text).length > 0) continue
    found(spot, `/entry/0/resource${within}/reference`, {
      code: 'not-found',
      sentence: `\`{path}\` is \`${shown(text)}\`, which no entry of the document is by its \`fullUrl\`; what a Composition refers to has to be in the document.`,
    })
  }
  checkReachable(document, entries, spot)
}

/** A message begins with its MessageHeader. https://hl7.org/fhir/R4/messaging.html */
export function checkMessage(message: JsonRecord, entries: Entries, spot: Spot): void {
  if (resourceOf(entries[0])?.resourceType !== 'MessageHeader') {
    first(entries, spot, { key: 'bdl-12', what: 'a message has to begin with its MessageHeader.' })
    return
  }
  checkReachable(message, entries, spot)
}

function first(entries: Entries, spot: Spot, { key, what }: { readonly key: string; readonly what: string }): void {
  const within = entries.length === 0 ? '' : '/entry/0'
  found(spot, within, { code: 'invariant', sentence: `\`{path}\`: ${what}`, rule: invariantOf('Bundle', key) })
}

/** What nothing leads to, in either direction, doesn't belong to a document; in a message it may still be of use. */
function checkReachable(bundle: JsonRecord, entries: Entries, spot: Spot): void {
  const links = linksBetween(bundle, entries)
  const forwards = reachedFrom(0, entries.length, links)
  if (forwards.size === entries.length) return
  const both = reachedFrom(0, entries.length, [...links, ...links.map(([from, to]) => [to, from] as const)])
  const head = bundle.type === 'document' ? 'Composition' : 'MessageHeader'
  for (const [index, entry] of entries.entries()) {
    const resource = resourceOf(entry)
    if (resource === undefined || forwards.has(index)) continue
    if (both.has(index)) {
      if (head !== 'Composition' || resource.resourceType === 'Provenance') continue
      const sentence = `\`{path}\` refers to what is in the document, but the Composition does not lead to it; only a Provenance may stand so.`
      found(spot, `/entry/${index}`, { severity: 'warning', code: 'business-rule', sentence })
      continue
    }
    found(spot, `/entry/${index}`, {
      severity: head === 'Composition' ? 'error' : 'warning',
      code: 'business-rule',
      sentence: `\`{path}\`: no reference leads from the ${head} to this entry, nor back from it.`,
    })
  }
}

interface Referred {
  readonly text: string
  /** JSON pointer within the Composition. */
  readonly within: string
}

/** "Any resource referenced directly in the Composition SHALL be included in the bundle": subject, encounter, authors, attesters, custodian, events, sections. */
function referencesOf(composition: JsonRecord): readonly Referred[] {
  const referred: Referred[] = []
  const take = (value: unknown, within: string): void => {
    if (Array.isArray(value)) for (const [index, each] of value.entries()) take(each, `${within}/${index}`)
    else if (isRecord(value) && typeof value.reference === 'string') referred.push({ text: value.reference, within })
  }
  const takeEach = (list: unknown, within: string, name: string): void => {
    if (!Array.isArray(list)) return
    for (const [index, each] of list.entries()) if (isRecord(each)) take(each[name], `${within}/${index}/${name}`)
  }
  const takeSections = (sections: unknown, within: string): void => {
    for (const name of ['author', 'focus', 'entry']) takeEach(sections, within, name)
    if (!Array.isArray(sections)) return
    for (const [index, each] of sections.entries()) {
      if (isRecord(each)) takeSections(each.section, `${within}/${index}/section`)
    }
  }
  for (const name of ['subject', 'encounter', 'author', 'custodian']) take(composition[name], `/${name}`)
  takeEach(composition.attester, '/attester', 'party')
  takeEach(composition.event, '/event', 'detail')
  takeSections(composition.section, '/section')
  return referred
}
