import type { CompactElement, CompactIndex, CompactParameter, CompactType } from './compact.js'
import type {
  CompartmentDefinition,
  Definitions,
  ElementDefinition,
  SearchParameterDefinition,
  TypeDefinition,
} from './definitions.js'
import { compiledFolder, readCompiled } from './read-compiled.js'

/**
 * Opens the compiled definitions. Only the index is read here; a type, or the parameters of a type, are read when they are first asked
 * for and stay in memory. Throws where the build has not run.
 */
export function loadDefinitions(folder: URL = compiledFolder): Definitions {
  const index = readCompiled<CompactIndex>(new URL('index.json', folder))
  const resourceTypes = new Set(index.resourceTypes)
  const files = new Set([...index.resourceTypes, ...index.dataTypes])
  const types = new Map<string, TypeDefinition>()
  const compartments = new Map(
    Object.entries(index.compartments).map(([code, members]) => [
      code,
      { code, parameters: new Map(Object.entries(members)) },
    ]),
  )

  const loadFile = (name: string) => {
    for (const compact of readCompiled<readonly CompactType[]>(new URL(`types/${name}.json`, folder))) {
      types.set(compact.name, typeDefinition(compact))
    }
    files.delete(name)
  }
  const loadParameters = remember((resourceType: string) =>
    parameterMap(readCompiled(new URL(`parameters/${resourceType}.json`, folder)), index.resourceTypes),
  )
  return {
    resourceTypes: index.resourceTypes,
    isResourceType: (name) => resourceTypes.has(name),
    type: (name) => {
      const file = name.split('.', 1)[0] ?? name
      if (files.has(file)) loadFile(file)
      return types.get(name)
    },
    searchParameters: (resourceType) => (resourceTypes.has(resourceType) ? loadParameters(resourceType) : new Map()),
    compartment: (code): CompartmentDefinition | undefined => compartments.get(code),
  }
}

/** Keeps the answers of a function of few different names. */
function remember<T>(answer: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>()
  return (name) => {
    const found = known.get(name) ?? answer(name)
    known.set(name, found)
    return found
  }
}

function typeDefinition(compact: CompactType): TypeDefinition {
  const elements = compact.elements.map(elementDefinition)
  const byJsonName = new Map(
    elements.flatMap((element) =>
      element.types.map((type): [string, { element: ElementDefinition; type: string }] => [
        element.choice ? `${element.name}${type.charAt(0).toUpperCase()}${type.slice(1)}` : element.name,
        { element, type },
      ]),
    ),
  )
  return { name: compact.name, kind: compact.kind, elements, byJsonName }
}

const elementDefinition = (compact: CompactElement): ElementDefinition => ({
  name: compact.name,
  types: compact.types,
  choice: compact.choice ?? false,
  min: compact.min ?? 0,
  max: compact.max === '*' ? Number.POSITIVE_INFINITY : (compact.max ?? 1),
  summary: compact.summary ?? false,
  modifier: compact.modifier ?? false,
  targets: compact.targets ?? [],
  attribute: compact.attribute ?? false,
})

function parameterMap(
  parameters: readonly CompactParameter[],
  resourceTypes: readonly string[],
): ReadonlyMap<string, SearchParameterDefinition> {
  return new Map(
    parameters.map((compact) => [
      compact.code,
      {
        code: compact.code,
        url: compact.url,
        type: compact.type,
        expression: compact.expression ?? '',
        description: compact.description,
        targets: compact.targets === '*' ? resourceTypes : (compact.targets ?? []),
        systems: compact.systems ?? [],
        components: compact.components ?? [],
      },
    ]),
  )
}
