import { itemsOf, membersOf } from '../fhir/json-members.js'
import type { JsonText } from '../fhir/json-text.js'
import { badRequest, badStructure, malformed } from '../fhir/outcome.js'
import { primitiveRules } from '../validation/primitive-rules.js'
import type { StructureCheck } from '../validation/structure.js'
import type { InputValue } from './input.js'
import type { ParameterDefinition } from './operation.js'

/** Types that mean the same to an operation: clients often send a `valueUri` for a canonical, or a `valueString` for a code. */
const families: readonly (readonly string[])[] = [
  ['uri', 'url', 'canonical', 'oid', 'uuid'],
  ['code', 'id', 'string', 'markdown'],
  ['dateTime', 'date', 'instant'],
  ['integer', 'unsignedInt', 'positiveInt'],
]

const isAlike = (type: string, other: string): boolean =>
  type === other || families.some((family) => family.includes(type) && family.includes(other))

/** One item of `Parameters.parameter` or of a `part`: as parsed, and where it stands in the text. */
export interface GivenParameter {
  readonly name: string
  readonly value: Readonly<Record<string, unknown>>
  /** `Parameters.parameter[2]`, for messages. */
  readonly place: string
  /** The exact text of the item. */
  readonly text: string
  readonly rounded: boolean
}

interface Listed {
  readonly text: string
  readonly value: Readonly<Record<string, unknown>>
  readonly rounded: boolean
}

/** The items of the member `parameter` or `part`, each with its text. */
function itemsIn(
  { text, value, rounded }: Listed,
  name: 'parameter' | 'part',
  place: string,
): readonly GivenParameter[] {
  const values = value[name]
  if (!Array.isArray(values)) return []
  const member = membersOf(text).find((each) => each.name === name)
  return itemsOf(text, member?.valueStart ?? text.length).map(({ start, end }, at) => ({
    name: String((values[at] as { readonly name?: unknown }).name),
    value: values[at] as Readonly<Record<string, unknown>>,
    place: `${place}.${name}[${at}]`,
    text: text.slice(start, end),
    rounded,
  }))
}

/** The Parameters without the resources in them, which are judged by whoever takes them. */
function withoutResources(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutResources)
  if (typeof value !== 'object' || value === null) return value
  const { resource: _resource, ...rest } = value as Readonly<Record<string, unknown>>
  return 'part' in rest ? { ...rest, part: withoutResources(rest.part) } : rest
}

/**
 * The items of a Parameters resource. Throws 400 where it is not of its structure; resources in it are not looked into.
 * https://hl7.org/fhir/R4/parameters.html
 */
export function givenParameters(body: JsonText, check: StructureCheck): readonly GivenParameter[] {
  const value = body.value as Readonly<Record<string, unknown>>
  const shell = { ...value, parameter: withoutResources(value.parameter) }
  if (value.parameter === undefined) return []
  const issues = check('Parameters', shell)
  if (issues.length > 0) throw malformed(...issues)
  return itemsIn({ text: body.text, value, rounded: body.rounded === true }, 'parameter', 'Parameters')
}

function resourceIn(given: GivenParameter, type: string): InputValue {
  const { resource } = given.value
  const member = membersOf(given.text).find(({ name }) => name === 'resource')
  if (typeof resource !== 'object' || resource === null || Array.isArray(resource) || member === undefined) {
    throw badStructure(`\`${given.place}.resource\` has to be a resource.`, `${given.place}.resource`)
  }
  const found = (resource as { readonly resourceType?: unknown }).resourceType
  if (type !== 'Resource' && found !== type) {
    throw badRequest(
      `\`${given.place}.resource\` is a \`${String(found)}\`; \`${given.name}\` takes a \`${type}\`.`,
      `${given.place}.resource`,
    )
  }
  const text = given.text.slice(member.valueStart, member.end)
  return { kind: 'resource', resource: { text, value: resource, ...(given.rounded ? { rounded: true } : {}) } }
}

function valueIn(given: GivenParameter, type: string): InputValue {
  const json = Object.keys(given.value).find((name) => name.startsWith('value'))
  const found = json === undefined ? '' : json.slice('value'.length)
  const isRight = primitiveRules[type] === undefined ? found === type : isAlike(type, uncapitalised(found))
  if (json === undefined || !isRight) {
    const has = json === undefined ? 'no value' : `\`${json}\``
    throw badRequest(
      `\`${given.place}\` (\`${given.name}\`) has ${has}; expected \`value${capitalised(type)}\`.`,
      given.place,
    )
  }
  const value = given.value[json]
  const rule = primitiveRules[type]
  if (rule !== undefined && !rule.accepts(value)) {
    throw badRequest(`\`${given.place}.${json}\` has to be ${rule.expected}.`, `${given.place}.value`)
  }
  return { kind: 'value', type, value }
}

const capitalised = (type: string): string => type.charAt(0).toUpperCase() + type.slice(1)
const uncapitalised = (type: string): string => type.charAt(0).toLowerCase() + type.slice(1)

/** Whether a parameter of this type holds a resource. */
export const isResourceParameter = (
  { type }: ParameterDefinition,
  isResourceType: (name: string) => boolean,
): boolean => type === 'Resource' || isResourceType(type)

/** What one item holds, of the type that its definition names. Throws 400 where it holds something else. */
export function readGiven(
  given: GivenParameter,
  parameter: ParameterDefinition,
  isResourceType: (name: string) => boolean,
): Exclude<InputValue, { kind: 'parts' }> | { readonly kind: 'given'; readonly parts: readonly GivenParameter[] } {
  const { type } = parameter
  if (isResourceParameter(parameter, isResourceType))
    return resourceIn(given, type) as InputValue & { kind: 'resource' }
  if (type !== 'part') return valueIn(given, type) as InputValue & { kind: 'value' }
  const parts = itemsIn({ text: given.text, value: given.value, rounded: given.rounded }, 'part', given.place)
  if (parts.length > 0) return { kind: 'given', parts }
  throw badRequest(
    `\`${given.place}\` (\`${given.name}\`) has no \`part\`; expected the parameters within it.`,
    given.place,
  )
}
