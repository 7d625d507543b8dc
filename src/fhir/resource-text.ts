import { parseWithExactNumbers } from './exact-number.js'
import { membersOf, textWithout } from './json-members.js'
import type { JsonText } from './json-text.js'
import { badStructure } from './outcome.js'

/**
 * A resource as exact text and as parsed object side by side. The object serves validation and indexing only; what is stored and served is the
 * text, white space outside strings removed, `id` and `meta` spliced. https://hl7.org/fhir/R4/json.html#primitive ("the precision … SHALL be retained")
 */
export interface ResourceText {
  readonly type: string
  /** The client's id, undefined where there is none. */
  readonly id: string | undefined
  /** The members of `meta` without versionId and lastUpdated, as text with a leading comma: `,"profile":["…"]`; empty where there are none. */
  readonly metaRest: string
  /** All members but resourceType, id and meta, in their order, as text with a leading comma: `,"active":true`; empty where there are none. */
  readonly rest: string
  /** The parsed resource as it came (numbers as doubles; see `exactNumbers`). */
  readonly resource: object
  /**
   * Only where the text has a number that its double doesn't tell (more than 15 to 17 digits): the parsed resource with such numbers as `ExactNumber`s, whose
   * `String(…)` is the literal. What indexes decimals takes `exactNumbers ?? resource`.
   */
  readonly exactNumbers?: object
}

/** The text that is stored and served: resourceType, id and meta first, then the rest as it came. */
export function serialize(content: ResourceText, id: string, version: number, lastUpdated: string): string {
  return `{"resourceType":"${content.type}","id":"${id}","meta":{"versionId":"${version}","lastUpdated":"${lastUpdated}"${content.metaRest}}${content.rest}}`
}

/**
 * Splits a resource's text so that the server's id and meta can be spliced in. Throws a 400 `FhirError` where `resourceType` is not the name of
 * a type, `id` not a string, or `meta` not an object. https://hl7.org/fhir/R4/resource.html
 */
export function resourceText(json: JsonText): ResourceText {
  const members = json.members ?? membersOf(json.text)
  const resource = json.value as Readonly<Record<string, unknown>>
  const { resourceType: type, id, meta } = resource
  // Only letters: the name is spliced into the text that is stored.
  if (typeof type !== 'string' || !/^[A-Za-z]{1,64}$/.test(type)) throw noResourceType(type)
  if (id !== undefined && typeof id !== 'string') {
    throw badStructure(`\`${type}.id\` is not a string; an id is written as \`"id": "…"\`.`, `${type}.id`)
  }
  if (meta !== undefined && (typeof meta !== 'object' || meta === null || Array.isArray(meta))) {
    throw badStructure(`\`${type}.meta\` is not an object; leave it out where it has nothing to say.`, `${type}.meta`)
  }
  const metaMember = members.find(({ name }) => name === 'meta')
  const content = {
    type,
    id,
    metaRest:
      metaMember === undefined
        ? ''
        : textWithout(json.text, membersOf(json.text, metaMember.valueStart), ['versionId', 'lastUpdated']),
    rest: textWithout(json.text, members, ['resourceType', 'id', 'meta']),
    resource,
  }
  return json.rounded === true ? { ...content, exactNumbers: parseWithExactNumbers(json.text) as object } : content
}

function noResourceType(type: unknown) {
  if (type === undefined) {
    return badStructure(
      'The resource has no `resourceType`; it is the property that names its type, such as `"Patient"`.',
    )
  }
  return badStructure('`resourceType` is not the name of a resource type, such as `"Patient"`.', 'resourceType')
}
