import type { CodeSystemSource, Concept, ConceptFilter } from '../code-system-source.js'
import { compileFilters, type FilterSurroundings } from '../filter.js'

/** A code system whose codes are judged by an algorithm. */
export interface Grammar {
  readonly url: string
  readonly name: string
  readonly caseSensitive: boolean
  /** The concept of a code, undefined where the grammar has no such code. */
  readonly concept: (code: string) => Concept | undefined
  /** Decides a filter that only this grammar knows; undefined where it is a usual one. */
  readonly ownFilter?: (concept: Concept, filter: ConceptFilter) => boolean | undefined
}

/** A longer text is a code of no grammar, and is not looked at. */
const CODE_LENGTH_MAX = 255

/** The codes of a grammar have no hierarchy. */
const surroundings: FilterSurroundings = {
  canonicalCode: (code) => code,
  descends: () => false,
}

/** A source that answers by an algorithm; its codes cannot be listed. */
export function createGrammarSource({ url, name, caseSensitive, concept, ownFilter }: Grammar): CodeSystemSource {
  const find = (code: string): Concept | undefined => (code.length > CODE_LENGTH_MAX ? undefined : concept(code))
  const fulfils = (code: string, filters: readonly ConceptFilter[]): boolean => {
    const found = find(code)
    if (found === undefined) return false
    return filters.every((filter) => ownFilter?.(found, filter) ?? compileFilters([filter], surroundings)(found))
  }
  return {
    url,
    version: undefined,
    name,
    content: 'grammar',
    caseSensitive,
    local: { find, descends: () => false, fulfils, all: () => [], size: 0 },
    find: async (codes) =>
      new Map(
        codes.flatMap((code) => {
          const found = find(code)
          return found === undefined ? [] : [[code, found] as const]
        }),
      ),
    descends: async (pairs) => pairs.map(() => false),
    fulfils: async (codes, filters) => codes.map((code) => fulfils(code, filters)),
    select: async () => ({ concepts: [], total: 0 }),
  }
}

/** A concept of which nothing is known but its code and perhaps its display. */
export const plainConcept = (code: string, display?: string): Concept => ({
  code,
  display,
  active: true,
  abstract: false,
  parents: [],
})
