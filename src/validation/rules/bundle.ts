import type { JsonRecord } from '../check.js'
import type { Rule, Spot } from '../run.js'
import { isRecord } from '../shapes.js'
import { checkDocument, checkMessage } from './bundle-content.js'
import { checkEntries } from './bundle-entries.js'
import { found, invariantOf } from './found.js'

/** Checks a Bundle: its invariants, the fullUrls of its entries, and what its type asks for. https://hl7.org/fhir/R4/bundle.html */
export const bundle = (): Rule => (value, spot) => {
  if (!isRecord(value)) return
  const { type } = value
  const entries: readonly unknown[] = Array.isArray(value.entry) ? value.entry : []
  if (value.total !== undefined && type !== 'searchset' && type !== 'history') {
    violated(spot, '/total', 'bdl-1', 'a `total` is for `searchset` and `history` only.')
  }
  if (Array.isArray(value.link) && value.link.length > 1) checkLinks(value.link, spot)
  if (type === 'document') {
    checkIdentity(value, spot)
    checkDocument(value, entries, spot)
  }
  if (type === 'message') checkMessage(value, entries, spot)
  checkEntries(value, entries, spot)
}

function violated(spot: Spot, within: string, key: string, what: string): void {
  found(spot, within, { code: 'invariant', sentence: `\`{path}\`: ${what}`, rule: invariantOf('Bundle', key) })
}

/** A page has one address, and one next page. https://hl7.org/fhir/R4/bundle-definitions.html#Bundle.link */
function checkLinks(links: readonly unknown[], spot: Spot): void {
  const relations = new Set<unknown>()
  for (const [index, link] of links.entries()) {
    if (!isRecord(link) || !single.has(link.relation)) continue
    if (relations.has(link.relation)) {
      const sentence = `\`{path}\` is \`${link.relation}\`, which another link has too; it can occur once only.`
      found(spot, `/link/${index}/relation`, { code: 'duplicate', sentence })
    }
    relations.add(link.relation)
  }
}

const single: ReadonlySet<unknown> = new Set(['self', 'first', 'previous', 'prev', 'next', 'last'])

/** https://hl7.org/fhir/R4/documents.html#bundle */
function checkIdentity({ identifier, timestamp }: JsonRecord, spot: Spot): void {
  const has = isRecord(identifier) && identifier.system !== undefined && identifier.value !== undefined
  if (!has) violated(spot, '', 'bdl-9', 'a document has to have an `identifier` with `system` and `value`.')
  if (timestamp === undefined) violated(spot, '', 'bdl-10', 'a document has to have a `timestamp`.')
}
