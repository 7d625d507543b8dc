import { type Issue, operationOutcome } from '../../fhir/outcome.js'
import type { SearchMatch, SearchPage } from '../../store/store.js'
import type { Link } from './links.js'

/** What a searchset is made of. https://hl7.org/fhir/R4/bundle.html#searchset */
export interface Searchset {
  readonly baseUrl: string
  readonly page: SearchPage
  readonly links: readonly Link[]
  /** What the client should know of the search: shown as an entry of mode `outcome`. */
  readonly remarks: readonly string[]
  /** Cuts a resource down to what `_summary` or `_elements` ask for; the text itself where they don't. */
  readonly cut: (text: string) => string
}

const entryText = ({ type, id, content, mode }: SearchMatch, { baseUrl, cut }: Searchset): string =>
  `{"fullUrl":${JSON.stringify(`${baseUrl}/${type}/${id}`)},"resource":${cut(content)},"search":{"mode":"${mode}"}}`

function outcomeText(remarks: readonly string[]): string {
  const issues = remarks.map((diagnostics): Issue => ({ severity: 'warning', code: 'processing', diagnostics }))
  return `{"resource":${JSON.stringify(operationOutcome(issues))},"search":{"mode":"outcome"}}`
}

/**
 * The bundle as text, put together from the stored texts without parsing them. `meta.lastUpdated` is the instant for the client's next `_lastUpdated=ge…`:
 * nothing older can still appear. https://hl7.org/fhir/R4/bundle.html#searchset
 */
export function searchsetText(searchset: Searchset): string {
  const { page, links, remarks } = searchset
  const entries = [...page.matches, ...page.includes].map((match) => entryText(match, searchset))
  if (remarks.length > 0) entries.push(outcomeText(remarks))
  const total = page.total === undefined ? '' : `"total":${page.total},`
  const entry = entries.length === 0 ? '' : `,"entry":[${entries.join(',')}]`
  return `{"resourceType":"Bundle","meta":{"lastUpdated":"${page.horizon}"},"type":"searchset",${total}"link":${JSON.stringify(links)}${entry}}`
}
