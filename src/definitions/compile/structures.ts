import type { CompactElement, CompactType } from '../compact.js'
import type { TypeKind } from '../definitions.js'
import { corrected } from './corrections.js'
import type { SourceElement, SourceStructure } from './source.js'

const profilePrefix = 'http://hl7.org/fhir/StructureDefinition/'
const systemString = 'http://hl7.org/fhirpath/System.String'
const fhirType = `${profilePrefix}structuredefinition-fhir-type`

/**
 * Compiles one StructureDefinition into its type, followed by the backbone elements inside it, each named by its path
 * (`Patient.contact`). https://hl7.org/fhir/R4/structuredefinition.html#snapshot
 */
export function compileStructure(structure: SourceStructure): readonly CompactType[] {
  const elements = corrected(structure.snapshot.element)
  const parents = new Set(elements.map((element) => parentPath(element.path)))
  return elements
    .filter((element) => parents.has(element.path))
    .map((owner) => ({
      name: owner.path,
      kind: owner.path === structure.name ? (structure.kind as TypeKind) : 'backbone',
      elements: elements
        .filter((element) => parentPath(element.path) === owner.path)
        .filter((element) => !isImpliedValue(structure, element))
        .map((element) => compileElement(element, parents)),
    }))
}

const parentPath = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('.')))

/** The value of a primitive is the JSON value itself. https://hl7.org/fhir/R4/json.html#primitive */
const isImpliedValue = (structure: SourceStructure, element: SourceElement) =>
  structure.kind === 'primitive-type' && element.path === `${structure.name}.value`

function compileElement(element: SourceElement, parents: ReadonlySet<string>): CompactElement {
  const last = element.path.slice(element.path.lastIndexOf('.') + 1)
  const targets = targetTypes(element)
  return {
    name: last.replace('[x]', ''),
    types: typeCodes(element, parents),
    ...(last.endsWith('[x]') && { choice: true }),
    ...(element.min > 0 && { min: element.min }),
    ...(element.max !== '1' && { max: element.max === '*' ? '*' : Number(element.max) }),
    ...(element.isSummary === true && { summary: true }),
    ...(element.isModifier === true && { modifier: true }),
    ...(targets.length > 0 && { targets }),
    ...(element.representation?.includes('xmlAttr') === true && { attribute: true }),
  }
}

/** Type codes; a backbone has the path as its type, a content reference the path of the backbone that it repeats. */
function typeCodes(element: SourceElement, parents: ReadonlySet<string>): readonly string[] {
  if (element.contentReference !== undefined) return [element.contentReference.slice(1)]
  if (parents.has(element.path)) return [element.path]
  // The specification's pages give the type `id` to the logical id; its StructureDefinitions say string.
  if (/^[A-Z]\w+\.id$/.test(element.path) && element.representation === undefined) return ['id']
  const codes = (element.type ?? []).map(
    (type) =>
      type.extension?.find((extension) => extension.url === fhirType)?.valueUrl ??
      type.code.replace(systemString, 'string'),
  )
  return [...new Set(codes)]
}

/** Resource types that a reference or canonical may point to; none where the definition says any. */
function targetTypes(element: SourceElement): readonly string[] {
  const profiles = (element.type ?? []).flatMap((type) => type.targetProfile ?? [])
  const names = [...new Set(profiles.map((profile) => profile.replace(profilePrefix, '')))]
  return names.includes('Resource') ? [] : names
}
