import type {
  Coding,
  ConceptMap,
  ConceptMapGroup,
  ConceptMapGroupElement,
  ConceptMapGroupElementTarget,
  ConceptMapGroupElementTargetDependsOn,
} from '@medplum/fhirtypes'
import type { CodedValue } from '../terminology.js'

/** Another value that a mapping may depend on. https://hl7.org/fhir/R4/conceptmap-definitions.html#ConceptMap.group.element.target.dependsOn */
export interface Dependency {
  readonly element: string
  readonly concept: Coding
}

export type Direction = 'forward' | 'reverse'

export interface MappingWanted {
  readonly targetsystem: string | undefined
  readonly dependencies: readonly Dependency[]
  readonly direction: Direction
}

export interface Mapping {
  readonly equivalence: string
  readonly concept: Coding | undefined
  readonly products: readonly { readonly element: string | undefined; readonly concept: Coding }[]
  readonly map: ConceptMap
}

type FindMap = (url: string) => ConceptMap | undefined

/** Maps that may follow one another by `other-map`. */
const MAPS_MAX = 10

/** Read from the other side, wider is narrower. https://hl7.org/fhir/R4/valueset-concept-map-equivalence.html */
const inverses: Readonly<Record<string, string>> = {
  wider: 'narrower',
  narrower: 'wider',
  subsumes: 'specializes',
  specializes: 'subsumes',
}

/** What a map says of a code: its own mappings, else what it says of codes that it doesn't map. */
export function mappingsOf(
  map: ConceptMap,
  coded: CodedValue,
  wanted: MappingWanted,
  findMap: FindMap,
): readonly Mapping[] {
  return follow(map, coded, wanted, { findMap, path: [] })
}

interface Following {
  readonly findMap: FindMap
  readonly path: readonly ConceptMap[]
}

function follow(map: ConceptMap, coded: CodedValue, wanted: MappingWanted, following: Following): readonly Mapping[] {
  if (following.path.includes(map) || following.path.length >= MAPS_MAX) return []
  const groups = map.group ?? []
  if (wanted.direction === 'reverse') return groups.flatMap((group) => reversed(map, group, coded, wanted))
  return groups
    .filter((group) => isFrom(group.source, coded.system))
    .flatMap((group) => {
      const elements = group.element?.filter(({ code }) => code === coded.code) ?? []
      if (elements.length === 0) return unmapped(map, group, coded, { wanted, following })
      return elements.flatMap((element) => forward(map, group, element, wanted))
    })
}

const isFrom = (system: string | undefined, wanted: string | undefined): boolean =>
  system === undefined || wanted === undefined || system === wanted

const isTo = (system: string | undefined, { targetsystem }: MappingWanted): boolean =>
  targetsystem === undefined || system === targetsystem

function forward(
  map: ConceptMap,
  group: ConceptMapGroup,
  { target = [] }: ConceptMapGroupElement,
  wanted: MappingWanted,
): readonly Mapping[] {
  if (!isTo(group.target, wanted)) return []
  return target
    .filter((each) => dependenciesHold(each, wanted))
    .map(({ code, display, equivalence = 'equivalent', product = [] }) => ({
      equivalence,
      concept: code === undefined ? undefined : coding(group.target, group.targetVersion, { code, display }),
      products: product.map(productOf),
      map,
    }))
}

function reversed(
  map: ConceptMap,
  group: ConceptMapGroup,
  coded: CodedValue,
  wanted: MappingWanted,
): readonly Mapping[] {
  if (!isFrom(group.target, coded.system) || !isTo(group.source, wanted)) return []
  return (group.element ?? []).flatMap(({ code, display, target = [] }) =>
    target
      .filter((each) => each.code === coded.code && dependenciesHold(each, wanted))
      .map(({ equivalence = 'equivalent' }) => ({
        equivalence: inverses[equivalence] ?? equivalence,
        concept: code === undefined ? undefined : coding(group.source, group.sourceVersion, { code, display }),
        products: [],
        map,
      })),
  )
}

interface UnmappedPlace {
  readonly wanted: MappingWanted
  readonly following: Following
}

/** What a group says of codes that it doesn't map. https://hl7.org/fhir/R4/conceptmap-definitions.html#ConceptMap.group.unmapped */
function unmapped(
  map: ConceptMap,
  group: ConceptMapGroup,
  coded: CodedValue,
  { wanted, following }: UnmappedPlace,
): readonly Mapping[] {
  const { mode, code, display, url } = group.unmapped ?? {}
  if (mode === 'other-map') {
    const other = url === undefined ? undefined : following.findMap(url)
    return other === undefined ? [] : follow(other, coded, wanted, { ...following, path: [...following.path, map] })
  }
  if (!isTo(group.target, wanted)) return []
  if (mode === 'provided') {
    const concept = coding(group.target, group.targetVersion, { code: coded.code, display: coded.display })
    return [{ equivalence: 'equal', concept, products: [], map }]
  }
  if (mode !== 'fixed' || code === undefined) return []
  return [
    {
      equivalence: 'relatedto',
      concept: coding(group.target, group.targetVersion, { code, display }),
      products: [],
      map,
    },
  ]
}

/** Every dependency of a target has to be given by the client, with the same value. */
function dependenciesHold({ dependsOn = [] }: ConceptMapGroupElementTarget, { dependencies }: MappingWanted): boolean {
  return dependsOn.every(({ property, system, value }) =>
    dependencies.some(
      ({ element, concept }) =>
        element === property && concept.code === value && (system === undefined || system === concept.system),
    ),
  )
}

const productOf = ({
  property,
  system,
  value,
  display,
}: ConceptMapGroupElementTargetDependsOn): Mapping['products'][number] => ({
  element: property,
  concept: coding(system, undefined, { code: value ?? '', display }),
})

function coding(
  system: string | undefined,
  version: string | undefined,
  { code, display }: { readonly code: string; readonly display: string | undefined },
): Coding {
  return {
    ...(system === undefined ? {} : { system }),
    ...(version === undefined ? {} : { version }),
    code,
    ...(display === undefined ? {} : { display }),
  }
}
