import type { Definitions } from '../definitions/definitions.js'
import { decodeUtf8, parseAnyJson, parseJson } from '../fhir/json-parse.js'
import type { JsonLimits } from '../fhir/json-scan.js'
import type { JsonText } from '../fhir/json-text.js'
import { badRequest, unsupportedMediaType } from '../fhir/outcome.js'
import { noParameters, type Parameters, parseParameters } from '../fhir/query-parameters.js'
import { formatOf, isVersion4, type MediaType, mediaTypesTaken, parseMediaType } from './media-type.js'
import { xmlToJson } from './xml/xml-to-json.js'

const JSON_PATCH = 'application/json-patch+json'
const FORM = 'application/x-www-form-urlencoded'

/** What reading a body stands on. */
export interface BodyReader {
  readonly definitions: Definitions
  readonly limits: JsonLimits
  readonly parametersMax: number
}

/** A body as interactions take it. */
export interface Body {
  readonly json: JsonText
  /** Without parameters. */
  readonly contentType: string
}

/** The media type of a body; throws 415 where it is missing, in another character set, or for another version of FHIR. */
function mediaTypeOf(header: string | undefined, expected: string): MediaType {
  if (header === undefined || header.trim() === '') {
    throw unsupportedMediaType(`The body has no \`Content-Type\`; expected ${expected}.`)
  }
  const media = parseMediaType(header)
  const charset = media.parameters.get('charset')?.toLowerCase()
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') {
    throw unsupportedMediaType(`The \`charset\` of the body is \`${charset}\`; expected \`utf-8\`.`)
  }
  if (isVersion4(media)) return media
  throw unsupportedMediaType('The `fhirVersion` of the body is not one that this server speaks; expected `4.0`.')
}

/**
 * Reads the body of a create, update, patch or bundle. Throws 415 for a media type that the method does not take, 400 for an empty body
 * and for what is not UTF-8, JSON or FHIR's XML.
 */
export function readBody(
  reader: BodyReader,
  method: string,
  header: string | undefined,
  bytes: Uint8Array | undefined,
): Body {
  const expected = method === 'PATCH' ? `\`${JSON_PATCH}\`, ${mediaTypesTaken}` : mediaTypesTaken
  if (bytes === undefined || bytes.length === 0) throw badRequest(`The body is empty; expected ${expected}.`)
  const { type } = mediaTypeOf(header, expected)
  const { limits } = reader
  if (type === JSON_PATCH && method === 'PATCH') {
    return { json: parseAnyJson(decodeUtf8(bytes), limits), contentType: type }
  }
  const format = formatOf(type)
  if (format === undefined) throw unsupportedMediaType(`The body is \`${type}\`; expected ${expected}.`)
  const text = decodeUtf8(bytes)
  const json = format === 'json' ? text : xmlToJson(text, reader.definitions, limits)
  return { json: parseJson(json, limits), contentType: type }
}

/** Reads the form of a search by POST; no body is no parameters. Throws 415 for another media type, 400 for wrong encoding. */
export function readForm(reader: BodyReader, header: string | undefined, bytes: Uint8Array | undefined): Parameters {
  if (bytes === undefined || bytes.length === 0) return noParameters
  const { type } = mediaTypeOf(header, `\`${FORM}\``)
  if (type !== FORM) throw unsupportedMediaType(`The body of a search is \`${type}\`; expected \`${FORM}\`.`)
  return parseParameters(decodeUtf8(bytes), reader.parametersMax)
}
