import { parseReference } from '../../fhir/reference.js'
import { shown } from '../../fhir/suggest.js'
import type { JsonRecord } from '../check.js'
import type { Spot } from '../run.js'
import { isRecord } from '../shapes.js'
import { isAbsoluteUri } from './absolute-uri.js'
import { found, invariantOf } from './found.js'

/** Whether entries of a type of Bundle have requests and responses. https://hl7.org/fhir/R4/bundle.html#invs */
const withRequest: ReadonlySet<unknown> = new Set(['batch', 'transaction', 'history'])
const withResponse: ReadonlySet<unknown> = new Set(['batch-response', 'transaction-response', 'history'])

/** Checks what each entry holds, by the type of the Bundle, and that fullUrls are unique. https://hl7.org/fhir/R4/bundle.html#Bundle */
export function checkEntries({ type }: JsonRecord, entries: readonly unknown[], spot: Spot): void {
  const urls = new Set<string>()
  for (const [index, entry] of entries.entries()) {
    if (!isRecord(entry)) continue
    const within = `/entry/${index}`
    checkParts(entry, type, within, spot)
    checkFullUrl(entry, type, within, spot)
    if (type === 'searchset') checkSearchResult(entry, within, spot)
    if (type !== 'history') checkUnique(entry, urls, within, spot)
  }
}

function violated(spot: Spot, within: string, key: string, what: string): void {
  const type = key === 'bdl-5' || key === 'bdl-8' ? 'Bundle.entry' : 'Bundle'
  found(spot, within, { code: 'invariant', sentence: `\`{path}\`: ${what}`, rule: invariantOf(type, key) })
}

function checkParts(entry: JsonRecord, type: unknown, within: string, spot: Spot): void {
  const { resource, request, response, search } = entry
  if (resource === undefined && request === undefined && response === undefined) {
    violated(spot, within, 'bdl-5', 'an entry has to have a `resource`, a `request` or a `response`.')
  }
  if (search !== undefined && type !== 'searchset') {
    violated(spot, `${within}/search`, 'bdl-2', '`search` is for the entries of a `searchset` only.')
  }
  if ((request !== undefined) !== withRequest.has(type)) {
    const what = 'every entry of a `batch`, `transaction` or `history` has a `request`, and no other entry has one.'
    violated(spot, within, 'bdl-3', what)
  }
  if ((response !== undefined) !== withResponse.has(type)) {
    const what =
      'every entry of a `batch-response`, `transaction-response` or `history` has a `response`, and no other.'
    violated(spot, within, 'bdl-4', what)
  }
}

/** Types of Bundles whose resources may be without identity: they are about to get one, or come from an operation. */
const withoutFullUrl: ReadonlySet<unknown> = new Set([
  'batch',
  'transaction',
  'batch-response',
  'transaction-response',
  'history',
])

/** https://hl7.org/fhir/R4/bundle-definitions.html#Bundle.entry.fullUrl */
function checkFullUrl({ fullUrl, resource }: JsonRecord, type: unknown, within: string, spot: Spot): void {
  const at = `${within}/fullUrl`
  if (fullUrl === undefined) {
    if (isRecord(resource) && !isWithoutFullUrl(resource, type)) noFullUrl(within, spot)
  } else if (typeof fullUrl !== 'string') return
  else if (!isAbsoluteUri(fullUrl)) {
    const sentence = `\`{path}\` is \`${shown(fullUrl)}\`; it has to be an absolute url, or a \`urn:uuid:…\`.`
    found(spot, at, { code: 'value', sentence })
  } else if (fullUrl.includes('/_history/'))
    violated(spot, at, 'bdl-8', 'it may not name a version; `meta.versionId` does that.')
  else if (isRecord(resource)) checkIdentity(fullUrl, resource, { type, at, spot })
}

/** What a server tells about a search is no resource of any server, and so has no identity. */
const isWithoutFullUrl = ({ resourceType }: JsonRecord, type: unknown): boolean =>
  withoutFullUrl.has(type) || (type === 'searchset' && resourceType === 'OperationOutcome')

/** "each entry in a Bundle must have a fullUrl which is the identity of the resource in the entry" https://hl7.org/fhir/R4/bundle.html#bundle-unique */
function noFullUrl(within: string, spot: Spot): void {
  found(spot, within, {
    code: 'required',
    sentence:
      '`{path}` has no `fullUrl`, which says what its resource is; only a `batch` or `transaction` can do without.',
  })
}

/** "if the fullUrl does look like a RESTful server URL … the 'id' portion of the fullUrl SHALL end with the Resource.id" */
function checkIdentity(fullUrl: string, { resourceType, id }: JsonRecord, on: FullUrl): void {
  const parsed = parseReference(fullUrl)
  if (parsed.kind !== 'restful' || !on.spot.frame.run.definitions.isResourceType(parsed.type)) return
  if (parsed.type === resourceType && parsed.id === id) return
  if (id === undefined && withoutFullUrl.has(on.type)) return
  const sentence =
    id === undefined
      ? `\`{path}\` is \`${shown(fullUrl)}\`, an address on a server, but the resource has no \`id\`.`
      : `\`{path}\` is \`${shown(fullUrl)}\`, but the resource is \`${shown(`${resourceType}/${id}`)}\`; they have to agree.`
  found(on.spot, on.at, { code: 'value', sentence })
}

interface FullUrl {
  readonly type: unknown
  readonly at: string
  readonly spot: Spot
}

/** https://hl7.org/fhir/R4/search.html#return */
function checkSearchResult({ search, resource }: JsonRecord, within: string, spot: Spot): void {
  if (!isRecord(search) || !isRecord(resource)) return
  const isOutcome = resource.resourceType === 'OperationOutcome'
  if (search.mode === 'outcome' && !isOutcome) {
    const sentence = '`{path}` is marked as `outcome`; only an OperationOutcome can be.'
    found(spot, `${within}/search/mode`, { code: 'value', sentence })
  }
  if ((search.mode === 'match' || search.mode === 'include') && resource.id === undefined && !isOutcome) {
    found(spot, `${within}/resource`, {
      code: 'required',
      sentence: '`{path}` has no `id`; what a search finds has one.',
    })
  }
}

function checkUnique({ fullUrl, resource }: JsonRecord, urls: Set<string>, within: string, spot: Spot): void {
  if (typeof fullUrl !== 'string') return
  const meta = isRecord(resource) ? resource.meta : undefined
  const version = isRecord(meta) && typeof meta.versionId === 'string' ? meta.versionId : ''
  const key = fullUrl + version
  if (urls.has(key)) {
    const what = `another entry has the same fullUrl \`${shown(fullUrl)}\`, and no other \`meta.versionId\`.`
    violated(spot, `${within}/fullUrl`, 'bdl-7', what)
  }
  urls.add(key)
}
