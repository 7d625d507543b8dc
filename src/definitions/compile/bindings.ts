import { corrected } from './corrections.js'
import { alternatives } from './parameters.js'
import type { SourceElement, SourceStructure, SourceValueSet } from './source.js'

const maxValueSet = 'http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet'

/** The systems of the codes that the paths of an expression lead to; none where it leads to something else, or where no value set tells. */
export type SystemsOf = (expression: string) => readonly string[]

/**
 * A `code` has no system of its own: its element is bound to a value set, which implies it. For search parameters whose expressions are plain paths
 * (`Patient.gender`), as those of all of R4's codes are. https://hl7.org/fhir/R4/search.html#token
 */
export function createSystemsOf(
  structures: readonly SourceStructure[],
  valueSets: readonly SourceValueSet[],
): SystemsOf {
  const elements = new Map(
    structures.flatMap(({ snapshot }) =>
      corrected(snapshot.element).map((element): [string, SourceElement] => [element.path, element]),
    ),
  )
  const included = new Map(valueSets.map((valueSet) => [valueSet.url, systemsIn(valueSet)]))
  const systemsAt = (path: string): readonly string[] => {
    const element = elementAt(path, elements)
    if (element?.type?.some(({ code }) => code === 'code') !== true) return []
    return included.get(obligatory(element) ?? '') ?? []
  }
  return (expression) => [...new Set(alternatives(expression).flatMap(systemsAt))]
}

const systemsIn = ({ compose }: SourceValueSet): readonly string[] =>
  compose?.include.flatMap(({ system }) => system ?? []) ?? []

/** The value set of which a code has to be: the required one, or the one that a preferred one may not go beyond (`Resource.language`). */
function obligatory({ binding }: SourceElement): string | undefined {
  const maximum = binding?.extension?.find(({ url }) => url === maxValueSet)?.valueCanonical
  const valueSet = binding?.strength === 'required' ? binding.valueSet : maximum
  return valueSet?.split('|', 1)[0]
}

/** Follows a path (`Patient.address.use`) from a type through its data types. */
function elementAt(path: string, elements: ReadonlyMap<string, SourceElement>): SourceElement | undefined {
  const [root = '', ...names] = path.split('.')
  return names.reduce((parent: SourceElement | undefined, name) => {
    if (parent === undefined) return undefined
    const type = parent.contentReference?.slice(1) ?? parent.type?.[0]?.code ?? ''
    return elements.get(`${parent.path}.${name}`) ?? elements.get(`${type}.${name}`)
  }, elements.get(root))
}
