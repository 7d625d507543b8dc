import { isLosslessNumber, type LosslessNumber, parse, stringify } from 'lossless-json'

/** JSON whose numbers kept their text: read by a library that the server's own reader has nothing to do with. */
export type ExactJson = null | boolean | string | LosslessNumber | readonly ExactJson[] | ExactObject
export interface ExactObject {
  readonly [name: string]: ExactJson
}

export const exactParse = (text: string): ExactObject => parse(text) as ExactObject

export const isExactObject = (value: ExactJson | undefined): value is ExactObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value)

/**
 * Everything of a resource but its id and meta, without white space; equal texts are equal token for token. The type comes first, as the server
 * writes it.
 */
export function exactRest(resource: ExactObject): string {
  const { resourceType, id: _id, meta: _meta, ...rest } = resource
  return stringify({ resourceType, ...rest }) ?? ''
}

/** What a client may set in `meta`. */
export function exactMeta({ meta }: ExactObject): string {
  if (!isExactObject(meta)) return '{}'
  const { versionId: _versionId, lastUpdated: _lastUpdated, ...rest } = meta
  return stringify(rest) ?? ''
}

/** Changes the `reference` of every Reference. */
export function mapReferences(value: ExactJson, change: (reference: string) => string): ExactJson {
  if (Array.isArray(value)) return value.map((item: ExactJson) => mapReferences(item, change))
  if (!isExactObject(value)) return value
  const members = Object.entries(value).map(([name, member]) => {
    const changed = name === 'reference' && typeof member === 'string' ? change(member) : mapReferences(member, change)
    return [name, changed] as const
  })
  return Object.fromEntries(members)
}
