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
}

/** The text that is stored and served: resourceType, id and meta first, then the rest as it came. */
export function serialize(content: ResourceText, id: string, version: number, lastUpdated: string): string {
  return `{"resourceType":"${content.type}","id":"${id}","meta":{"versionId":"${version}","lastUpdated":"${lastUpdated}"${content.metaRest}}${content.rest}}`
}
