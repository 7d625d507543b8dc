import type { CodeSystem } from '@medplum/fhirtypes'
import type { CodeSystemSource, Concept, ConceptFilter, ConceptQuery, LocalConcepts } from './code-system-source.js'
import { conceptsOf } from './concepts.js'
import { type ConceptTest, compileFilters } from './filter.js'
import { createHierarchy, type Hierarchy } from './hierarchy.js'
import { textTest } from './text.js'

/** Compiled filter lists that a source keeps; value sets have few, and a client's own come and go. */
const TESTS_MAX = 200

/** What is known of a system that is kept in memory, beside its concepts. */
export interface LocalSystem {
  readonly url: string
  readonly version: string | undefined
  readonly name: string
  readonly content: 'complete' | 'fragment'
  readonly caseSensitive: boolean
}

/**
 * A code system in memory. The index is built when it is first asked. Supplements add designations and properties to the concepts that there are.
 * https://hl7.org/fhir/R4/codesystem.html
 */
export function createLocalSource(codeSystem: CodeSystem, supplements: readonly CodeSystem[] = []): CodeSystemSource {
  const url = codeSystem.url ?? ''
  return createListedSource(
    {
      url,
      version: codeSystem.version,
      name: codeSystem.title ?? codeSystem.name ?? url,
      content: codeSystem.content === 'complete' ? 'complete' : 'fragment',
      // Where a system doesn't say, it SHOULD be assumed to be case sensitive.
      caseSensitive: codeSystem.caseSensitive !== false,
    },
    () => supplemented(conceptsOf(codeSystem), supplements),
  )
}

/** A code system in memory whose concepts are made when they are first needed. */
export function createListedSource(system: LocalSystem, concepts: () => readonly Concept[]): CodeSystemSource {
  const { local, testOf } = createLocalConcepts(system, concepts)
  return {
    ...system,
    local,
    find: async (codes) =>
      new Map(
        codes.flatMap((code) => {
          const concept = local.find(code)
          return concept === undefined ? [] : [[code, concept] as const]
        }),
      ),
    descends: async (pairs) => pairs.map(({ ancestor, code }) => local.descends(ancestor, code)),
    fulfils: async (codes, filters) => codes.map((code) => local.fulfils(code, filters)),
    select: async (query) => selectFrom(local.all(), testOf(query.filters), query),
  }
}

interface Index {
  readonly concepts: readonly Concept[]
  /** By the code, folded where its case doesn't matter. */
  readonly numbers: ReadonlyMap<string, number>
  readonly hierarchy: Hierarchy
}

interface LocalIndex {
  readonly local: LocalConcepts
  readonly testOf: (filters: readonly ConceptFilter[]) => ConceptTest
}

function createLocalConcepts({ caseSensitive }: LocalSystem, concepts: () => readonly Concept[]): LocalIndex {
  const fold = caseSensitive ? (code: string) => code : (code: string) => code.toLowerCase()
  let made: Index | undefined
  const index = (): Index => {
    made ??= createIndex(concepts(), fold)
    return made
  }
  const find = (code: string): Concept | undefined => {
    const { concepts, numbers } = index()
    const number = numbers.get(fold(code))
    return number === undefined ? undefined : concepts[number]
  }
  const numberOf = (code: string): number | undefined => index().numbers.get(fold(code))
  const pair = (above: number | undefined, below: number | undefined): boolean =>
    above !== undefined && below !== undefined && index().hierarchy.descends(above, below)
  const descends = (ancestor: string, code: string): boolean => pair(numberOf(ancestor), numberOf(code))
  const testOf = rememberTests((filters) =>
    compileFilters(filters, {
      canonicalCode: (code) => find(code)?.code ?? code,
      descends,
      descendsFrom: (ancestor) => {
        const above = numberOf(ancestor)
        return (code) => pair(above, numberOf(code))
      },
    }),
  )
  const local: LocalConcepts = {
    find,
    descends,
    fulfils: (code, filters) => {
      const concept = find(code)
      return concept !== undefined && testOf(filters)(concept)
    },
    all: () => index().concepts,
    get size() {
      return index().concepts.length
    },
  }
  return { local, testOf }
}

function createIndex(concepts: readonly Concept[], fold: (code: string) => string): Index {
  const numbers = new Map<string, number>()
  concepts.forEach(({ code }, number) => {
    if (!numbers.has(fold(code))) numbers.set(fold(code), number)
  })
  const parents = concepts.map((concept) =>
    concept.parents.flatMap((parent) => {
      const number = numbers.get(fold(parent))
      return number === undefined ? [] : [number]
    }),
  )
  return { concepts, numbers, hierarchy: createHierarchy(parents) }
}

/** Filters are compiled once for each list of them; the list itself is the key, since compiled value sets keep theirs. */
function rememberTests(compile: (filters: readonly ConceptFilter[]) => ConceptTest) {
  const tests = new Map<readonly ConceptFilter[], ConceptTest>()
  return (filters: readonly ConceptFilter[]): ConceptTest => {
    const known = tests.get(filters)
    if (known !== undefined) return known
    const test = compile(filters)
    if (tests.size >= TESTS_MAX) tests.clear()
    tests.set(filters, test)
    return test
  }
}

/** One page of the concepts of a system in memory: it looks at every concept and keeps those of the page. */
function selectFrom(
  all: Iterable<Concept>,
  fulfils: ConceptTest,
  { text, activeOnly, offset, count }: ConceptQuery,
): { readonly concepts: readonly Concept[]; readonly total: number } {
  const matchesText = textTest(text)
  const concepts: Concept[] = []
  let total = 0
  for (const concept of all) {
    if (activeOnly && !concept.active) continue
    if (!fulfils(concept) || !matchesText(concept)) continue
    if (total >= offset && concepts.length < count) concepts.push(concept)
    total += 1
  }
  return { concepts, total }
}

function supplemented(concepts: readonly Concept[], supplements: readonly CodeSystem[]): readonly Concept[] {
  const additions = new Map(supplements.flatMap(conceptsOf).map((concept) => [concept.code, concept] as const))
  if (additions.size === 0) return concepts
  return concepts.map((concept) => {
    const addition = additions.get(concept.code)
    if (addition === undefined) return concept
    return {
      ...concept,
      designations: [...(concept.designations ?? []), ...(addition.designations ?? [])],
      properties: [...(concept.properties ?? []), ...(addition.properties ?? [])],
    }
  })
}
