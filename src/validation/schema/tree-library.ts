import type { ElementDefinitionType, StructureDefinition } from '@medplum/fhirtypes'
import { isPrimitive, typeCodes, typeUrl } from './element-names.js'
import { type ElementNode, type ElementTree, elementTree } from './element-tree.js'

/** The trees of other structures, for what a profile is compared with. */
export interface TreeLibrary {
  /** A type of FHIR itself, such as `HumanName`. */
  ofType(type: string): ElementTree | undefined
  /** A profile by its canonical. */
  ofProfile(canonical: string): ElementTree | undefined
}

/** Builds trees when they are first asked for. `find` answers a StructureDefinition with its snapshot. */
export function createTreeLibrary(find: (canonical: string) => StructureDefinition | undefined): TreeLibrary {
  const known = new Map<string, ElementTree | undefined>()
  const ofProfile = (canonical: string): ElementTree | undefined => {
    if (known.has(canonical)) return known.get(canonical)
    const structure = find(canonical)
    const tree = structure === undefined ? undefined : elementTree(structure)
    known.set(canonical, tree)
    return tree
  }
  return { ofProfile, ofType: (type) => ofProfile(typeUrl(type)) }
}

/** The element of that name below a node: its own one, that of the element it refers to, or that of its data type. */
export function childOf(
  node: ElementNode,
  name: string,
  type: string | undefined,
  library: TreeLibrary,
): ElementNode | undefined {
  const own = node.children.get(name)
  if (own !== undefined) return own
  const { contentReference } = node.definition
  if (contentReference !== undefined) return referredNode(contentReference, library)?.children.get(name)
  const [first, ...others] = typeCodes(node.definition)
  const code = type ?? (others.length === 0 ? first : undefined)
  return code === undefined ? undefined : library.ofType(code)?.root.children.get(name)
}

/** The element of FHIR's own types that a content reference names. https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.contentReference */
export function referredNode(contentReference: string, library: TreeLibrary): ElementNode | undefined {
  const id = contentReference.slice(contentReference.indexOf('#') + 1)
  return library.ofType(id.split('.')[0] ?? '')?.byId.get(id)
}

/** Whether a type is a resource, or stands for any. */
export const isResourceType = (type: string, library: TreeLibrary): boolean =>
  !isPrimitive(type) && library.ofType(type)?.structure.kind === 'resource'

const PROFILE_ELEMENT = 'http://hl7.org/fhir/StructureDefinition/elementdefinition-profile-element'

/** A profile that a type of an element names: a whole one, or one element of it. */
export interface NamedProfile {
  readonly url: string
  /** The id of the element. https://hl7.org/fhir/R4/extension-elementdefinition-profile-element.html */
  readonly element: string | undefined
}

/** The profiles of a type, each with the element that its extension picks. */
export function namedProfiles(type: ElementDefinitionType): readonly NamedProfile[] {
  const { profile = [], _profile: siblings = [] } = type as ElementDefinitionType & {
    readonly _profile?: readonly Sibling[]
  }
  return profile.map((url, index) => {
    const element = siblings[index]?.extension?.find((extension) => extension.url === PROFILE_ELEMENT)?.valueString
    return { url, element }
  })
}

type Sibling = { readonly extension?: readonly { readonly url?: string; readonly valueString?: string }[] } | null

/** What profiles say of a value, as far as they are known. */
export function profileNodes(type: ElementDefinitionType, library: TreeLibrary): readonly ElementNode[] {
  return namedProfiles(type).flatMap(({ url, element }) => {
    const tree = library.ofProfile(url)
    return (element === undefined ? tree?.root : tree?.byId.get(element)) ?? []
  })
}
