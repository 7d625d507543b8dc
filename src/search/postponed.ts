import { shown } from '../fhir/suggest.js'

/** Parameters of R4 that Anteroom doesn't answer yet, each with what a client can do meanwhile. */
const postponed: ReadonlyMap<string, string> = new Map([
  ['_filter', 'Filter expressions (`_filter`) are not supported; use ordinary search parameters.'],
  ['_text', 'Search in narratives (`_text`) is not supported; use ordinary search parameters.'],
  ['_content', 'Search in the whole content (`_content`) is not supported; use ordinary search parameters.'],
  ['_list', 'Search by membership in a list (`_list`) is not supported; read the List and search by `_id`.'],
  ['_query', 'Named queries (`_query`) are not supported; use ordinary search parameters.'],
  ['near', 'Search by distance (`near`) is not supported; search by `address`.'],
  ['_contained', 'Search in contained resources (`_contained`) is not supported.'],
  ['_containedType', 'Search in contained resources (`_containedType`) is not supported.'],
  ['_score', 'Relevance scores (`_score`) are not supported; use `_sort`.'],
])

const chains = (name: string): string =>
  `Chained parameters such as \`${name}\` are not supported; search the target first, then by reference.`

const reverseChains = 'Reverse chains (`_has`) are not supported; search the referring type, and use its results.'

/** Everything of R4's search that is refused for now, as sentences. Composite and special parameters are refused by their types, see `clause.ts`. */
export const postponedReasons = (): readonly string[] => [
  ...new Set([...postponed.values(), reverseChains, chains('subject.name')]),
]

/**
 * Why a parameter of R4 is not answered, as a sentence; undefined where it is no such parameter. This is the room that chains, `_has`, composites
 * and the rest move into: whoever builds one takes its line out here.
 */
export function postponedReason(name: string): string | undefined {
  if (name.startsWith('_has:') || name === '_has') return reverseChains
  const code = name.includes(':') ? name.slice(0, name.indexOf(':')) : name
  if (postponed.has(code)) return postponed.get(code)
  return name.includes('.') ? chains(shown(name)) : undefined
}
