import { gone, notFound } from '../fhir/outcome.js'
import { formatETag, parseETags } from '../fhir/version.js'
import type { StoredVersion } from '../store/store.js'
import { instanceOf } from './address.js'
import type { FhirRequest, FhirResponse, Interaction } from './interaction.js'
import { ok } from './respond.js'
import { subsetBody } from './subset-body.js'

/** HTTP dates have whole seconds, so `If-Modified-Since` compares whole seconds. An unreadable date is no condition (RFC 9110 section 13.1.3). */
function isUnmodified(version: StoredVersion, since: string): boolean {
  const asked = Date.parse(since)
  return !Number.isNaN(asked) && Math.floor(Date.parse(version.lastUpdated) / 1000) <= Math.floor(asked / 1000)
}

/** Conditional read: 304 where the client has this version. https://hl7.org/fhir/R4/http.html#cread */
function isKnown(version: StoredVersion, { ifNoneMatch, ifModifiedSince }: FhirRequest): boolean {
  if (ifNoneMatch !== undefined) {
    const condition = parseETags(ifNoneMatch)
    return condition.kind === 'any' || condition.versions.includes(version.version)
  }
  return ifModifiedSince !== undefined && isUnmodified(version, ifModifiedSince)
}

/** 200 with the version, or 304 where the client has it already. */
export function answerRead(version: StoredVersion, request: FhirRequest): FhirResponse {
  if (!isKnown(version, request)) return ok(version)
  return { status: 304, etag: formatETag(version.version), lastModified: version.lastUpdated }
}

/** FHIR read interaction. https://hl7.org/fhir/R4/http.html#read */
export const read: Interaction = async (context, request) => {
  const { type, id } = instanceOf(context, request)
  const version = await context.store.read(type, id, context.access.predicate('r'))
  if (version === undefined) throw notFound(type, id)
  if (version.deleted) throw gone(type, id, version.version)
  return subsetBody(context, request, answerRead(version, request))
}
