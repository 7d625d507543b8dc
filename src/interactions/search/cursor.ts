import { badRequest } from '../../fhir/outcome.js'
import type { Cursor } from '../../search/plan.js'
import type { PlannedSearch } from '../../search/planner.js'
import type { SearchMatch } from '../../store/store.js'
import type { Context, FhirRequest } from '../interaction.js'
import { lasting } from './stored.js'

type Used = PlannedSearch['used']

/** What a cursor belongs to: the address, and every parameter but the page's size and form, which may change from page to page. https://hl7.org/fhir/R4/http.html#paging */
const bindingOf = (address: string, used: Used): string => JSON.stringify([address, lasting(used)])

/** The cursor as a link carries it. */
export function sealCursor(context: Context, [address, used]: readonly [string, Used], cursor: Cursor): string {
  const { direction, values, type, id } = cursor
  const text = JSON.stringify([direction === 'next' ? 0 : 1, type, id, ...values])
  return context.seal.seal(text, bindingOf(address, used))
}

/** The cursor of a request, undefined on a first page. Throws 400 for one that was not made by this server for this very search. */
export function openCursor(
  context: Context,
  [address, used]: readonly [string, Used],
  request: FhirRequest,
): Cursor | undefined {
  const [sealed, ...more] = request.parameters.filter(([name, value]) => name === '_cursor' && value !== '')
  if (more.length > 0) throw badRequest('`_cursor` is given more than once; once was expected.')
  if (sealed === undefined) return undefined
  const opened = JSON.parse(context.seal.open(sealed[1], bindingOf(address, used)))
  const [backward, type, id, ...values] = opened as [number, string, string, ...(string | null)[]]
  return { direction: backward === 1 ? 'previous' : 'next', type, id, values }
}

/** The cursor of the page that lies beyond a match. */
export const cursorAt = ({ type, id, sortValues }: SearchMatch, direction: Cursor['direction']): Cursor => ({
  direction,
  type,
  id,
  values: sortValues,
})
