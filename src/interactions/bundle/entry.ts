import { type BundleEntry, bundleEntries } from '../../fhir/bundle-entries.js'
import type { JsonText } from '../../fhir/json-text.js'
import { badStructure, tooLarge } from '../../fhir/outcome.js'
import type { Context, FhirRequest, Method } from '../interaction.js'

/** An entry of a batch or transaction as it was sent. */
export interface RequestEntry {
  /** `Bundle.entry[3]`, for messages. */
  readonly place: string
  readonly fullUrl: string | undefined
  readonly method: Method | 'HEAD'
  /** As sent: `Patient/1`, `Patient?identifier=…`, also with the base address before it. */
  readonly url: string
  readonly conditions: Pick<FhirRequest, 'ifMatch' | 'ifNoneMatch' | 'ifModifiedSince' | 'ifNoneExist'>
  readonly resource: JsonText | undefined
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])

/** A string member, undefined where it is absent; throws 400 for anything else. */
function text(object: Readonly<Record<string, unknown>>, name: string, place: string): string | undefined {
  const value = object[name]
  if (value === undefined || typeof value === 'string') return value
  throw badStructure(`\`${place}.${name}\` is not a string.`, `${place}.${name}`)
}

function requestEntry(entry: BundleEntry, place: string): RequestEntry {
  const request = entry.value.request
  if (typeof request !== 'object' || request === null || Array.isArray(request)) {
    throw badStructure(
      `\`${place}\` has no \`request\`, which every entry of a batch or transaction needs.`,
      `${place}.request`,
    )
  }
  const members = request as Readonly<Record<string, unknown>>
  const at = `${place}.request`
  const method = text(members, 'method', at)
  const url = text(members, 'url', at)
  if (method === undefined || !METHODS.has(method)) {
    throw badStructure(`\`${at}.method\` has to be one of ${[...METHODS].join(', ')}.`, `${at}.method`)
  }
  if (url === undefined) throw badStructure(`\`${at}.url\` is missing.`, `${at}.url`)
  const conditions: Record<string, string> = {}
  for (const name of ['ifMatch', 'ifNoneMatch', 'ifModifiedSince', 'ifNoneExist']) {
    const value = text(members, name, at)
    if (value !== undefined) conditions[name] = value
  }
  return {
    place,
    fullUrl: text(entry.value, 'fullUrl', place),
    method: method as RequestEntry['method'],
    url,
    conditions,
    resource: entry.resource,
  }
}

/** Reads the entries of a batch or transaction. Throws 400 for what is no entry, 413 for more than the server takes. https://hl7.org/fhir/R4/bundle.html */
export function requestEntries(context: Context, bundle: JsonText): readonly RequestEntry[] {
  const entries = bundleEntries(bundle)
  const { bundleEntries: max } = context.limits
  if (entries.length > max) {
    throw tooLarge(
      `The Bundle has ${entries.length} entries, and this server takes at most ${max} (\`BUNDLE_ENTRIES_MAX\`). Send it in several.`,
    )
  }
  return entries.map((entry, index) => requestEntry(entry, `Bundle.entry[${index}]`))
}
