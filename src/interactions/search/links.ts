import type { PlannedSearch } from '../../search/planner.js'
import type { SearchPage } from '../../store/store.js'
import type { Context, FhirRequest } from '../interaction.js'
import { cursorAt, sealCursor } from './cursor.js'
import { storeLong } from './stored.js'

/** A link of a bundle. https://hl7.org/fhir/R4/bundle.html#bundle-unit */
export interface Link {
  readonly relation: 'self' | 'first' | 'next' | 'previous'
  readonly url: string
}

/** Percent-encoding that leaves what a query may hold as it is, so that people can read their links. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/%(2C|3A|2F|24|40)/g, (found) => decodeURIComponent(found))

const urlOf = (address: string, parameters: PlannedSearch['used']): string => {
  const query = parameters.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')
  return query === '' ? address : `${address}?${query}`
}

/** The address that a search was sent to, relative to the base (empty for the whole system), and what it was understood as. */
export interface SearchedPage {
  readonly address: string
  readonly planned: PlannedSearch
  readonly page: SearchPage
  /** The sealed cursor that the request came with. */
  readonly cursor: string | undefined
  /** The request as it came. */
  readonly request: FhirRequest
}

/**
 * `self` shows exactly what was used; the others lead to the pages around. A search for the total alone has no pages. Where that would be too long for an
 * address, all of them name the stored search instead. https://hl7.org/fhir/R4/search.html#conformance
 */
export async function linksOf(
  context: Context,
  { address, planned, page, cursor, request }: SearchedPage,
): Promise<Link[]> {
  const { used } = planned
  const full = address === '' ? context.baseUrl : `${context.baseUrl}/${address}`
  const shown = await storeLong(context, [address, used], [request, (parameters) => urlOf(full, parameters).length])
  const at = (sealed: string): string => urlOf(full, [...shown, ['_cursor', sealed]])
  const links: Link[] = [{ relation: 'self', url: cursor === undefined ? urlOf(full, shown) : at(cursor) }]
  if (cursor !== undefined) links.push({ relation: 'first', url: urlOf(full, shown) })
  const [first] = page.matches
  const last = page.matches.at(-1)
  if (page.hasNext && last !== undefined)
    links.push({ relation: 'next', url: at(sealCursor(context, [address, used], cursorAt(last, 'next'))) })
  if (page.hasPrevious && first !== undefined)
    links.push({ relation: 'previous', url: at(sealCursor(context, [address, used], cursorAt(first, 'previous'))) })
  return links
}
