import { type Issue, operationOutcome } from '../fhir/outcome.js'
import { formatETag } from '../fhir/version.js'
import type { StoredVersion, Written } from '../store/store.js'
import type { FhirRequest, FhirResponse } from './interaction.js'

/** `Patient/1/_history/2`, relative to the base. */
const versionLocation = ({ type, id, version }: StoredVersion): string => `${type}/${id}/_history/${version}`

/** 200 with a version's text, ETag and Last-Modified. */
export const ok = (version: StoredVersion): FhirResponse => ({
  status: 200,
  etag: formatETag(version.version),
  lastModified: version.lastUpdated,
  body: version.content,
})

/** The text of an OperationOutcome with one informational issue, and warnings where there are some. */
export function outcomeText(diagnostics: string, warnings: readonly Issue[] = []): string {
  const issue: Issue = { severity: 'information', code: 'informational', diagnostics }
  return JSON.stringify(operationOutcome([issue, ...warnings]))
}

const verbs: Readonly<Record<Written['outcome'], string>> = {
  created: 'was created',
  updated: 'was updated',
  deleted: 'was deleted',
  unchanged: 'is not there, so nothing was deleted',
}

function sentence({ version, outcome }: Written): string {
  const name = `\`${version.type}/${version.id}\``
  return outcome === 'unchanged'
    ? `${name} ${verbs[outcome]}.`
    : `${name} ${verbs[outcome]} as version ${version.version}.`
}

/**
 * The answer to a create, update or patch, with the body that the client prefers: the resource (default), nothing, or an OperationOutcome, which holds
 * what the judges warn of.
 * https://hl7.org/fhir/R4/http.html#ops
 */
export function answerPut(written: Written, request: FhirRequest, warnings: readonly Issue[]): FhirResponse {
  const { version, outcome } = written
  const head = {
    status: outcome === 'created' ? 201 : 200,
    etag: formatETag(version.version),
    lastModified: version.lastUpdated,
    location: versionLocation(version),
  } as const
  switch (request.prefer.return) {
    case 'minimal':
      return head
    case 'OperationOutcome':
      return { ...head, body: outcomeText(sentence(written), warnings) }
    default:
      return { ...head, body: version.content }
  }
}

/** The answer to a delete: 204 with the ETag of the deletion's version, or 200 with an OperationOutcome where that is preferred. */
export function answerDelete(written: Written, request: FhirRequest): FhirResponse {
  const etag = written.version.version === 0 ? {} : { etag: formatETag(written.version.version) }
  if (request.prefer.return === 'OperationOutcome')
    return { status: 200, ...etag, body: outcomeText(sentence(written)) }
  return { status: 204, ...etag }
}

/** The answer to a conditional delete, which may have taken several resources or none. */
export function answerDeletes(type: string, deleted: number, request: FhirRequest): FhirResponse {
  if (request.prefer.return !== 'OperationOutcome') return { status: 204 }
  return { status: 200, body: outcomeText(`${deleted} resources of type \`${type}\` were deleted.`) }
}
