import { badRequest } from './outcome.js'

/** What `If-Match` or `If-None-Match` names: any version (`*`), or these. */
export type ETagCondition =
  | { readonly kind: 'any' }
  /** Tags that cannot be versions of this server are left out: they match nothing. */
  | { readonly kind: 'versions'; readonly versions: readonly number[] }

const tag = /^(?:W\/)?"([\x21\x23-\x7e\x80-\uffff]*)"$/
const versionId = /^[1-9][0-9]{0,15}$/

/** The entity tag of a version: `W/"3"`. https://hl7.org/fhir/R4/http.html#versioning */
export const formatETag = (version: number): string => `W/"${version}"`

/** Versions are stored as int4. */
const VERSION_MAX = 2_147_483_647

/** The version that a version id stands for, as in `_history/3`; undefined where it cannot be one of this server's. */
export function parseVersionId(text: string): number | undefined {
  if (!versionId.test(text)) return undefined
  const version = Number(text)
  return version <= VERSION_MAX ? version : undefined
}

/**
 * Reads the value of `If-Match` or `If-None-Match`: `W/"3"`, also `"3"`, a list of them, or `*`. Throws 400 where it is none of these.
 * https://hl7.org/fhir/R4/http.html#concurrency
 */
export function parseETags(header: string): ETagCondition {
  const text = header.trim()
  if (text === '*') return { kind: 'any' }
  const versions: number[] = []
  for (const part of text.split(',')) {
    const found = tag.exec(part.trim())
    if (found === null)
      throw badRequest(`\`${header}\` is not an entity tag: expected \`W/"3"\`, a list of such, or \`*\`.`)
    const version = parseVersionId(found[1] ?? '')
    if (version !== undefined) versions.push(version)
  }
  return { kind: 'versions', versions }
}
