import type { Concept, ConceptFilter } from '../code-system-source.js'
import { compileFilters } from '../filter.js'
import { findConcepts, findDescents, type Pair, type StoredPlace } from './find.js'

const pairKey = (ancestor: string, code: string): string => `${ancestor}\n${code}`

/** What a hierarchical filter has to know of a code; undefined for other filters. */
function pairOf({ op, value }: ConceptFilter, code: string): Pair | undefined {
  if (op === 'generalizes') return { ancestor: code, code: value }
  return op === 'is-a' || op === 'descendent-of' || op === 'is-not-a' ? { ancestor: value, code } : undefined
}

/**
 * For each code whether it fulfils all filters, by the very filters of systems in memory: the database gives the concepts and the descents, in two
 * statements.
 */
export async function fulfilAll(
  place: StoredPlace,
  codes: readonly string[],
  filters: readonly ConceptFilter[],
): Promise<readonly boolean[]> {
  const { caseSensitive } = place.system
  // Where case matters a code is spelt as the system spells it.
  const values = caseSensitive
    ? []
    : filters.flatMap(({ value }) => [value, ...value.split(',').map((one) => one.trim())])
  const concepts = await findConcepts(place, [...codes, ...values])
  const canonicalCode = (code: string): string => concepts.get(code)?.code ?? code
  const pairs = codes.flatMap((code) => {
    const concept = concepts.get(code)
    if (concept === undefined) return []
    return filters.flatMap((filter) => {
      const pair = pairOf({ ...filter, value: canonicalCode(filter.value) }, concept.code)
      return pair === undefined ? [] : [pair]
    })
  })
  const descents = pairs.length === 0 ? [] : await findDescents(place, pairs)
  const descending = new Set(pairs.filter((_, at) => descents[at]).map(({ ancestor, code }) => pairKey(ancestor, code)))
  const test: (concept: Concept) => boolean = compileFilters(filters, {
    canonicalCode,
    descends: (ancestor, code) => descending.has(pairKey(ancestor, code)),
  })
  return codes.map((code) => {
    const concept = concepts.get(code)
    return concept !== undefined && test(concept)
  })
}
