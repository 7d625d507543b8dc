import { parseJson } from '../fhir/json-parse.js'
import {
  badRequest,
  gone,
  issue,
  notFound,
  preconditionFailed,
  unprocessable,
  unsupportedMediaType,
} from '../fhir/outcome.js'
import { type ResourceText, resourceText } from '../fhir/resource-text.js'
import type { Expectation, StoredVersion } from '../store/store.js'
import type { Context, FhirRequest } from './interaction.js'
import { applyFhirPathPatch } from './patch/fhirpath-patch.js'
import { applyJsonPatch } from './patch/json-patch.js'
import { bodyOf } from './prepare.js'

const JSON_PATCH = 'application/json-patch+json'
const FHIR_TYPES = new Set([
  'application/fhir+json',
  'application/fhir+xml',
  'application/json',
  'application/xml',
  'text/xml',
])
const IMMUTABLE = ['resourceType', 'id'] as const

/** What a patch is for: the resource, and the version that the client's `If-Match` names. */
export interface PatchTarget {
  readonly type: string
  readonly id: string
  readonly expect: Expectation
}

/** The current version that a patch applies to; throws 404, 410, or 412 where it is not the one that `If-Match` asks for. */
export function current(version: StoredVersion | undefined, { type, id, expect }: PatchTarget): StoredVersion {
  if (expect.kind === 'present' && (version === undefined || version.deleted)) {
    throw preconditionFailed('conflict', `\`${type}/${id}\` is not there, and \`If-Match: *\` asks that it is.`)
  }
  if (version === undefined) throw notFound(type, id)
  if (version.deleted) throw gone(type, id, version.version)
  if (expect.kind !== 'version' || expect.version === version.version) return version
  throw preconditionFailed(
    'conflict',
    `\`${type}/${id}\` is at version \`W/"${version.version}"\`, and not at the one that \`If-Match\` names.`,
  )
}

function applied(context: Context, request: FhirRequest, text: string): string {
  const body = bodyOf(request)
  const { contentType } = request
  if (contentType === JSON_PATCH) return applyJsonPatch(text, body.text)
  if (contentType !== undefined && FHIR_TYPES.has(contentType))
    return applyFhirPathPatch(text, body.text, context.definitions)
  throw unsupportedMediaType(
    `A PATCH takes \`${JSON_PATCH}\`, or a Parameters resource (FHIRPath Patch) as \`application/fhir+json\` or \`application/fhir+xml\`, not \`${contentType ?? 'nothing'}\`.`,
  )
}

/**
 * The content that the patch makes of a version. Throws 400 for a malformed patch, 422 where it does not apply or would change the identity.
 * https://hl7.org/fhir/R4/http.html#patch
 */
export function patchedContent(context: Context, request: FhirRequest, version: StoredVersion): ResourceText {
  const content = resourceText(parseJson(applied(context, request, version.content), context.limits.json))
  for (const member of IMMUTABLE) {
    const found = member === 'id' ? content.id : content.type
    if (found === (member === 'id' ? version.id : version.type)) continue
    throw unprocessable(
      issue(
        'business-rule',
        `A patch must not change \`${member}\` of \`${version.type}/${version.id}\`.`,
        `${version.type}.${member}`,
      ),
    )
  }
  return content
}

/** Throws 400 for an `If-None-Match` on a patch: there is nothing that it could mean. */
export function refuseIfNoneMatch(request: FhirRequest): void {
  if (request.ifNoneMatch !== undefined) throw badRequest('A PATCH does not take `If-None-Match`: use `If-Match`.')
}
