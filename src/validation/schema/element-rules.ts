import type { ElementDefinition, ElementDefinitionConstraint, ElementDefinitionType } from '@medplum/fhirtypes'
import { nativeInvariants } from '../rules/native-invariants.js'
import { choiceName, isPrimitive, typeCode, typeUrl } from './element-names.js'
import type { ElementNode } from './element-tree.js'
import type { RuleLists } from './schema.js'
import { isResourceType, namedProfiles, type TreeLibrary } from './tree-library.js'

const MAX_VALUE_SET = 'http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet'
const MIN_LENGTH = 'http://hl7.org/fhir/StructureDefinition/minLength'
const BEST_PRACTICE = 'http://hl7.org/fhir/StructureDefinition/elementdefinition-bestpractice'

/** Types that a binding judges. https://hl7.org/fhir/R4/terminologies.html#4.1 */
const bindable = new Set([
  'code',
  'Coding',
  'CodeableConcept',
  'Quantity',
  'Age',
  'Count',
  'Distance',
  'Duration',
  'Money',
  'string',
  'uri',
])

/** What an element is, and what is asked of it elsewhere already. */
export interface ElementAsked {
  readonly node: ElementNode
  /** The element in the type itself, and the unsliced element of a slice: their constraints are judged by others. */
  readonly known: readonly ElementNode[]
  /** The one type of it that is meant; undefined for a backbone. */
  readonly type: ElementDefinitionType | undefined
  /** The path that invariants are named by: `Patient.contact`. */
  readonly typeName: string
  /** The profile that asks; undefined for FHIR's own types. */
  readonly profile: string | undefined
}

/** The rules of one element in one of its types, but for those that are known already. */
export function elementRules(asked: ElementAsked, library: TreeLibrary): RuleLists {
  const lists: Record<string, readonly object[]> = {
    fixed: exactValues(asked, 'fixed'),
    pattern: exactValues(asked, 'pattern'),
    minValue: exactValues(asked, 'minValue'),
    maxValue: exactValues(asked, 'maxValue'),
    maxLength: lengths(asked),
    binding: bindings(asked),
    invariant: invariants(asked),
    reference: references(asked),
    profile: profiles(asked),
    part: profileElements(asked),
    resourceType: resourceTypes(asked, library),
  }
  return Object.fromEntries(Object.entries(lists).filter(([, rules]) => rules.length > 0))
}

/** True where none of the known elements has the same. */
function isNew(asked: ElementAsked, select: (definition: ElementDefinition) => unknown): boolean {
  const own = JSON.stringify(select(asked.node.definition))
  return own !== undefined && !asked.known.some(({ definition }) => JSON.stringify(select(definition)) === own)
}

type ExactPrefix = 'fixed' | 'pattern' | 'minValue' | 'maxValue'

/** `fixedCode`, `patternCodeableConcept`: the value, and its type as the key has it. */
export function exactValue(
  definition: ElementDefinition,
  prefix: ExactPrefix,
): { readonly value: unknown; readonly type: string } | undefined {
  for (const [key, value] of Object.entries(definition)) {
    if (key.startsWith(prefix) && /^[A-Z]/.test(key.slice(prefix.length)))
      return { value, type: key.slice(prefix.length) }
  }
  return undefined
}

function exactValues(asked: ElementAsked, prefix: ExactPrefix): readonly object[] {
  const exact = exactValue(asked.node.definition, prefix)
  if (exact === undefined || !isNew(asked, (definition) => exactValue(definition, prefix))) return []
  const type = asked.type === undefined ? '' : typeCode(asked.type)
  const isOtherType = asked.node.choice && choiceName('', type) !== exact.type
  if (isOtherType) return []
  return [prefix === 'minValue' || prefix === 'maxValue' ? { value: exact.value, type } : { value: exact.value }]
}

/** R4 has the smallest length as an extension. https://hl7.org/fhir/R4/extension-minlength.html */
function lengths(asked: ElementAsked): readonly object[] {
  const most = asked.node.definition.maxLength
  const least = minLengthOf(asked.node.definition)
  const max = most !== undefined && isNew(asked, ({ maxLength }) => maxLength) ? { max: most } : {}
  const min = least !== undefined && isNew(asked, minLengthOf) ? { min: least } : {}
  const both = { ...max, ...min }
  return Object.keys(both).length === 0 ? [] : [both]
}

const minLengthOf = ({ extension }: ElementDefinition): number | undefined =>
  extension?.find(({ url }) => url === MIN_LENGTH)?.valueInteger

function bindings(asked: ElementAsked): readonly object[] {
  const { binding } = asked.node.definition
  const type = asked.type === undefined ? '' : typeCode(asked.type)
  if (binding === undefined || !bindable.has(type)) return []
  const maxValueSet = binding.extension?.find(({ url }) => url === MAX_VALUE_SET)
  const max = maxValueSet?.valueCanonical ?? maxValueSet?.valueUri
  const { strength, valueSet, description } = binding
  const asks = (strength === 'required' || strength === 'extensible') && valueSet !== undefined
  if (!asks && max === undefined) return []
  const select = ({ binding }: ElementDefinition) => [
    binding?.strength,
    binding?.valueSet,
    binding?.extension?.filter(({ url }) => url === MAX_VALUE_SET),
  ]
  if (!isNew(asked, select)) return []
  const optional = {
    ...(max === undefined ? {} : { maxValueSet: max }),
    ...(description === undefined ? {} : { description }),
  }
  return [{ strength, valueSet, type, ...optional }]
}

function invariants(asked: ElementAsked): readonly object[] {
  const known = new Set(asked.known.flatMap(({ definition }) => (definition.constraint ?? []).map(({ key }) => key)))
  return (asked.node.definition.constraint ?? [])
    .filter(
      ({ key, expression }) =>
        expression !== undefined && key !== undefined && !known.has(key) && !nativeInvariants.has(key),
    )
    .map((constraint) => invariantParameters(constraint, asked))
}

function invariantParameters(
  constraint: ElementDefinitionConstraint,
  { typeName: type, profile }: ElementAsked,
): object {
  const { key, severity, human, expression, source = profile, extension } = constraint
  const isBestPractice = extension?.some(({ url, valueBoolean }) => url === BEST_PRACTICE && valueBoolean === true)
  return {
    key,
    severity,
    human,
    expression,
    type,
    ...(source === undefined ? {} : { source }),
    ...(isBestPractice === true ? { bestPractice: true } : {}),
  }
}

function references({ known, type }: ElementAsked): readonly object[] {
  const code = type?.code
  if (type === undefined || (code !== 'Reference' && code !== 'canonical')) return []
  const select = (candidate: ElementDefinitionType | undefined) =>
    JSON.stringify([candidate?.targetProfile ?? [], candidate?.aggregation ?? [], candidate?.versioning])
  const sameCode = ({ definition }: ElementNode) => definition.type?.find((candidate) => candidate.code === code)
  if (known.some((other) => select(sameCode(other)) === select(type))) return []
  const { targetProfile = [], aggregation, versioning } = type
  const asks = targetProfile.length > 0 || aggregation !== undefined || versioning !== undefined
  if (!asks && known.length > 0) return []
  return [
    {
      targets: targetProfile,
      profiles: [],
      ...(aggregation === undefined ? {} : { aggregation }),
      ...(versioning === undefined ? {} : { versioning }),
      ...(code === 'canonical' ? { canonical: true } : {}),
    },
  ]
}

function profiles({ known, type }: ElementAsked): readonly object[] {
  const named = type === undefined ? [] : namedProfiles(type)
  const profile = named.filter(({ element }) => element === undefined).map(({ url }) => url)
  if (type === undefined || profile.length === 0) return []
  const same = (other: ElementNode): boolean =>
    (other.definition.type ?? []).some(
      (candidate) => candidate.code === type.code && JSON.stringify(candidate.profile) === JSON.stringify(profile),
    )
  const isTypeItself = profile.every((url) => url === typeUrl(typeCode(type)))
  return isTypeItself || known.some(same) ? [] : [{ profiles: profile, type: typeCode(type) }]
}

/** Where the type names one element of a profile, that element's constraints hold for the value. */
function profileElements({ type }: ElementAsked): readonly object[] {
  const named = type === undefined ? [] : namedProfiles(type)
  return named.flatMap(({ url, element }) => (element === undefined ? [] : [{ structure: url, element }]))
}

/** A place for any resource that a profile keeps for some types. */
function resourceTypes({ node, known }: ElementAsked, library: TreeLibrary): readonly object[] {
  const types = (node.definition.type ?? []).map(typeCode)
  const isAny = types.includes('Resource') || types.length === 0 || types.some(isPrimitive)
  if (isAny || known.length === 0 || !types.every((type) => isResourceType(type, library))) return []
  const narrower = known.every(
    ({ definition }) => JSON.stringify((definition.type ?? []).map(typeCode)) !== JSON.stringify(types),
  )
  return narrower ? [{ types }] : []
}
