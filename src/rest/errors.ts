import type { FastifyError } from 'fastify'
import { badRequest, FhirError, serverFault, unsupportedMediaType } from '../fhir/outcome.js'
import { type BodyLimit, bodyTooLarge } from './body-limit.js'

/** What the framework itself refuses, in our words. */
const framework: Readonly<Record<string, (limit: BodyLimit) => FhirError>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: bodyTooLarge,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => badRequest('The body is not as long as its `Content-Length` says.'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => unsupportedMediaType('The `Content-Type` of the body is not a media type.'),
  FST_ERR_BAD_URL: () => badRequest('The address is not valid percent-encoding of UTF-8.'),
  FST_ERR_MAX_PARAM_LENGTH: () => badRequest('A part of the address is too long: an id has at most 64 characters.'),
}

const isClientsFault = (error: Error & { readonly statusCode?: unknown }): boolean =>
  typeof error.statusCode === 'number' && error.statusCode >= 400 && error.statusCode < 500

/**
 * Turns whatever was thrown into what the client may see. An unknown error becomes a 500 that names only the request's id: the caller logs it.
 */
export function fhirErrorOf(error: unknown, requestId: string, limit: BodyLimit): FhirError {
  if (error instanceof FhirError) return error
  if (!(error instanceof Error)) return serverFault(requestId)
  const known = framework[(error as FastifyError).code]
  if (known !== undefined) return known(limit)
  if (isClientsFault(error)) {
    return badRequest('The body could not be read: it ended early, or is not what its `Content-Encoding` says.')
  }
  return serverFault(requestId)
}
