import { valuesOf } from '../filter.js'
import { detailsOf } from './concept-row.js'
import type { IncomingConcept, SystemHead } from './load.js'
import { indexedValue } from './property-value.js'
import { isStorable } from './storable.js'
import { keyOf } from './stored-system.js'
import type { LateParents, NewConcept, NewProperty } from './write-rows.js'

/** A load as it goes on: rows that wait to be written, and what has to be remembered until the end. */
export interface Gathering {
  /** How many concepts wait, and how long they are, roughly. */
  waiting(): { readonly concepts: number; readonly letters: number }
  /** Concepts in all. */
  count(): number
  activeCount(): number
  /** In the order of their numbers. */
  readonly propertyNames: readonly string[]
  /** Takes in a concept; of a code that is there already only its parents and children count. Throws an Error for one that cannot be stored. */
  add(concept: IncomingConcept): void
  /** What waits, which is then no longer kept. */
  take(): { readonly concepts: readonly NewConcept[]; readonly properties: readonly NewProperty[] }
  /** To be asked once, at the end. */
  hierarchy(): GatheredHierarchy
}

export interface GatheredHierarchy {
  /** The places of each concept's parents. */
  readonly parents: readonly (readonly number[])[]
  readonly late: readonly LateParents[]
  /** Parents as values of the property `parent`, of those that don't declare it. */
  readonly properties: readonly NewProperty[]
}

/** What is remembered of a concept until the end. */
interface Kept {
  readonly parents: Set<string>
  readonly declaresParent: boolean
  isLate: boolean
}

/** Names that filters never look for among the properties. */
const codeProperties = new Set(['code', 'concept'])

function storable(code: string, what: string, text: string): string {
  if (!isStorable(text)) throw new Error(`The ${what} of the concept \`${code}\` holds a control character.`)
  return text
}

function searchText({ code, display, designations }: IncomingConcept): string {
  return [code, display ?? '', ...(designations ?? []).map(({ value }) => value)].join('\n').toLowerCase()
}

/** Rows for values of properties, whose names are numbered as they come. */
function createValueRows(
  names: string[],
): (concept: number, name: string, values: readonly string[]) => readonly NewProperty[] {
  const numberOf = (name: string): number => {
    const known = names.indexOf(name)
    return known >= 0 ? known : names.push(name) - 1
  }
  return (concept, name, values) =>
    [...new Set(values)]
      .filter((value) => value !== '')
      .map((value) => ({ property: numberOf(name), concept, ...indexedValue(value) }))
}

/** The names of the properties that a concept declares. */
const declaredBy = ({ properties }: IncomingConcept): readonly string[] => [
  ...new Set((properties ?? []).map(({ code }) => code)),
]

/** Begins to gather the concepts of a system. */
export function createGathering(head: Pick<SystemHead, 'caseSensitive'>): Gathering {
  const places = new Map<string, number>()
  const kept: Kept[] = []
  const childrenOf: (readonly [parent: string, child: string])[] = []
  const names: string[] = []
  const valueRows = createValueRows(names)
  let waiting: Waiting = { concepts: [], properties: [], letters: 0 }
  let activeCount = 0

  const remember = (concept: IncomingConcept, key: string): void => {
    const place = places.size
    places.set(key, place)
    const declared = declaredBy(concept)
    kept.push({ parents: new Set(concept.parents), declaresParent: declared.includes('parent'), isLate: false })
    for (const name of declared.filter((one) => !codeProperties.has(one))) {
      const values = valuesOf(concept, name).map((value) => storable(concept.code, `property \`${name}\``, value))
      waiting.properties.push(...valueRows(place, name, values))
    }
    const row = rowOf(concept, { place, key })
    waiting.letters += row.search.length * 2 + (row.details?.length ?? 0)
    waiting.concepts.push(row)
    if (concept.active) activeCount += 1
  }

  return {
    waiting: () => ({ concepts: waiting.concepts.length, letters: waiting.letters }),
    count: () => places.size,
    activeCount: () => activeCount,
    propertyNames: names,
    add: (concept) => {
      if (concept.code === '') throw new Error('A concept has no code.')
      const key = keyOf(head, storable(concept.code, 'code', concept.code))
      for (const child of concept.children ?? []) childrenOf.push([concept.code, child])
      const known = kept[places.get(key) ?? -1]
      if (known === undefined) return remember(concept, key)
      for (const parent of concept.parents) addParent(known, parent)
    },
    take: () => {
      const taken = waiting
      waiting = { concepts: [], properties: [], letters: 0 }
      return taken
    },
    hierarchy: () => {
      const placeOf = (code: string): number | undefined => places.get(keyOf(head, code))
      for (const [parent, child] of childrenOf) {
        const below = kept[placeOf(child) ?? -1]
        if (below !== undefined) addParent(below, parent)
      }
      return {
        ...hierarchyOf(kept, placeOf),
        properties: kept.flatMap(({ declaresParent, parents }, concept) =>
          declaresParent ? [] : valueRows(concept, 'parent', [...parents]),
        ),
      }
    },
  }
}

/** What waits to be written. */
interface Waiting {
  readonly concepts: NewConcept[]
  readonly properties: NewProperty[]
  letters: number
}

const hierarchyOf = (
  kept: readonly Kept[],
  placeOf: (code: string) => number | undefined,
): Pick<GatheredHierarchy, 'parents' | 'late'> => ({
  parents: kept.map(({ parents }) => [...parents].flatMap((parent) => placeOf(parent) ?? [])),
  late: kept.flatMap(({ isLate, parents }, concept) =>
    isLate ? [{ concept, parents: JSON.stringify([...parents]) }] : [],
  ),
})

function addParent(kept: Kept, parent: string): void {
  if (kept.parents.has(parent)) return
  kept.parents.add(parent)
  kept.isLate = true
}

function rowOf(concept: IncomingConcept, { place, key }: { readonly place: number; readonly key: string }): NewConcept {
  const { code, display, active, abstract, parents } = concept
  return {
    concept: place,
    code,
    key,
    display: display === undefined ? null : storable(code, 'display', display),
    search: storable(code, 'text', searchText(concept)),
    active,
    abstract,
    parents: parents.length === 0 ? null : JSON.stringify(parents),
    details: detailsOf(concept),
  }
}
