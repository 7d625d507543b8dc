import type { PlannedSearch } from '../../search/planner.js'
import type { SearchPage } from '../../store/store.js'
import type { Context } from '../interaction.js'
import { cursorAt, sealCursor } from './cursor.js'

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
}

/**
 * `self` shows exactly what was used; the others lead to the pages around. A search for the total alone has no pages.
 * https://hl7.org/fhir/R4/search.html#conformance
 */
export function linksOf(context: Context, { address, planned, page, cursor }: SearchedPage): Link[] {
  const { used } = planned
  const full = address === '' ? context.baseUrl : `${context.baseUrl}/${address}`
  const at = (sealed: string): string => urlOf(full, [...used, ['_cursor', sealed]])
  const links: Link[] = [{ relation: 'self', url: cursor === undefined ? urlOf(full, used) : at(cursor) }]
  if (cursor !== undefined) links.push({ relation: 'first', url: urlOf(full, used) })
  const [first] = page.matches
  const last = page.matches.at(-1)
  if (page.hasNext && last !== undefined)
    links.push({ relation: 'next', url: at(sealCursor(context, [address, used], cursorAt(last, 'next'))) })
  if (page.hasPrevious && first !== undefined)
    links.push({ relation: 'previous', url: at(sealCursor(context, [address, used], cursorAt(first, 'previous'))) })
  return links
}
