import { itemsOf, membersOf } from './json-members.js'
import type { JsonText } from './json-text.js'
import { badStructure } from './outcome.js'

/** One entry of a Bundle: its parsed object, and its resource as exact text. */
export interface BundleEntry {
  /** The whole entry as parsed: `fullUrl`, `request`, `resource` … */
  readonly value: Readonly<Record<string, unknown>>
  /** The resource as it stands in the Bundle's text; undefined where the entry has none. */
  readonly resource?: JsonText
}

/**
 * Cuts a Bundle's text into its entries without writing anything anew. Throws a 400 `FhirError` where `entry` is not an array of objects, or a
 * `resource` in it not an object. https://hl7.org/fhir/R4/bundle.html
 */
export function bundleEntries(bundle: JsonText): readonly BundleEntry[] {
  const entries = (bundle.value as { readonly entry?: unknown }).entry
  if (entries === undefined) return []
  if (!Array.isArray(entries)) throw badStructure('`Bundle.entry` is not an array.', 'Bundle.entry')
  const member = (bundle.members ?? membersOf(bundle.text)).find(({ name }) => name === 'entry')
  const items = itemsOf(bundle.text, member?.valueStart ?? bundle.text.length)
  return items.map(({ start }, index) => bundleEntry(bundle, start, entries[index], `Bundle.entry[${index}]`))
}

function bundleEntry(bundle: JsonText, start: number, value: unknown, path: string): BundleEntry {
  if (!isObject(value)) throw badStructure(`\`${path}\` is not an object.`, path)
  if (value.resource === undefined) return { value }
  if (!isObject(value.resource)) throw badStructure(`\`${path}.resource\` is not an object.`, `${path}.resource`)
  const member = membersOf(bundle.text, start).find(({ name }) => name === 'resource')
  const text = bundle.text.slice(member?.valueStart, member?.end)
  return { value, resource: { text, value: value.resource, ...(bundle.rounded === true ? { rounded: true } : {}) } }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
