import { formatETag } from '../../fhir/version.js'
import type { HistoryPage, HistoryVersion } from '../../store/store.js'
import type { Context } from '../interaction.js'
import { queryText } from '../query-text.js'
import { bindingOf, type HistoryParameters } from './parameters.js'

const statusOf = ({ deleted, created }: HistoryVersion): string => (deleted ? '204' : created ? '201' : '200')

/** One version as an entry; the text of the resource is copied, never parsed. https://hl7.org/fhir/R4/http.html#history */
function entryText(context: Context, version: HistoryVersion, content: string): string {
  const { type, id, method } = version
  const url = method === 'POST' ? type : `${type}/${id}`
  const resource = version.deleted ? '' : `"resource":${content},`
  const etag = JSON.stringify(formatETag(version.version))
  return (
    `{"fullUrl":${JSON.stringify(`${context.baseUrl}/${type}/${id}`)},${resource}"request":{"method":"${method}","url":"${url}"},` +
    `"response":{"status":"${statusOf(version)}","etag":${etag},"lastModified":"${version.lastUpdated}"}}`
  )
}

function linkText(relation: string, address: string, parameters: HistoryParameters['used']): string {
  const text = queryText(parameters)
  return JSON.stringify({ relation, url: text === '' ? address : `${address}?${text}` })
}

/** What a history bundle is made of. */
export interface HistoryBundle {
  readonly page: HistoryPage
  readonly parameters: HistoryParameters
  /** The address relative to the base: `Patient/1/_history`. */
  readonly scope: string
  /** Cuts the text of a resource where `_summary` or `_elements` ask for it. */
  readonly cut: (content: string) => string
}

/** The bundle of type `history`, newest first, as text. Its `meta.lastUpdated` is the value for the client's next `_since`. */
export function historyBundle(context: Context, { page, parameters, scope, cut }: HistoryBundle): string {
  const address = `${context.baseUrl}/${scope}`
  const links = [linkText('self', address, parameters.used)]
  if (parameters.after !== undefined) links.push(linkText('first', address, parameters.used))
  const last = page.versions.at(-1)
  if (page.more && last !== undefined) {
    const { lastUpdated, seq, version } = last.key
    const cursor = context.seal.seal(JSON.stringify([lastUpdated, seq, version]), bindingOf(scope, parameters.used))
    links.push(linkText('next', address, [...parameters.used, ['_cursor', cursor]]))
  }
  const entries = page.versions.map((version) => entryText(context, version, cut(version.content)))
  const total = page.total === undefined ? '' : `"total":${page.total},`
  const entry = entries.length === 0 ? '' : `,"entry":[${entries.join(',')}]`
  return `{"resourceType":"Bundle","meta":{"lastUpdated":"${page.horizon}"},"type":"history",${total}"link":[${links.join(',')}]${entry}}`
}
