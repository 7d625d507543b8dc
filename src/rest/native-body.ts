import { decodeUtf8, parseAnyJson } from '../fhir/json-parse.js'
import { badRequest, tooLarge, unsupportedMediaType } from '../fhir/outcome.js'
import { parseReference } from '../fhir/reference.js'
import { type Body, type BodyReader, readBody } from './body.js'
import { formatOf, parseMediaType } from './media-type.js'
import { isMediaType } from './native-type.js'
import { FHIR } from './xml/frame.js'
import { xmlRoot } from './xml/root.js'

/** What a request says of the Binary that it brings, beside its bytes. */
export interface BinaryHead {
  readonly method: string
  /** The address's, for an update. */
  readonly id: string | undefined
  readonly contentType: string | undefined
  readonly securityContext: string | undefined
}

/** How most clients begin the JSON of a Binary; the whole is parsed once then. */
const usualBeginning = /^\s*\{\s*"resourceType"\s*:\s*"Binary"/

function isBinaryJson(bytes: Uint8Array, { limits }: BodyReader): boolean {
  const text = decodeUtf8(bytes)
  if (usualBeginning.test(text)) return true
  const { value } = parseAnyJson(text, limits)
  return (value as { resourceType?: unknown } | null)?.resourceType === 'Binary'
}

/** XML without a root is left to the reader of resources, who says what is wrong with it. */
function isBinaryXml(bytes: Uint8Array): boolean {
  const root = xmlRoot(bytes)
  return root === undefined || (root.uri === FHIR && root.local === 'Binary')
}

/** "The special case where the content is actually a Binary resource." Throws 400 for JSON that is none. */
function isResource(reader: BodyReader, contentType: string, bytes: Uint8Array): boolean {
  const format = formatOf(parseMediaType(contentType).type)
  if (format === undefined) return false
  return format === 'json' ? isBinaryJson(bytes, reader) : isBinaryXml(bytes)
}

/** `Binary.securityContext`. https://hl7.org/fhir/R4/binary.html#security-context */
function securityContextOf(header: string | undefined) {
  if (header === undefined) return {}
  const { kind } = parseReference(header)
  if (kind === 'relative' || kind === 'restful') return { securityContext: { reference: header } }
  throw badRequest('`X-Security-Context` is not a reference to a resource; expected one such as `Patient/1`.')
}

/** As the element `contentType` takes it: single spaces only. */
function storedType(header: string): string {
  const type = header.trim().replace(/\s+/g, ' ').replace(/ ?;$/, '')
  if (isMediaType(type)) return type
  throw unsupportedMediaType('The `Content-Type` of the body is not a media type such as `image/png`.')
}

/**
 * Reads the body of a create or update of a Binary: a Binary resource as any resource, and everything else as content. "The data is accepted as is
 * and treated as the content of a Binary, including when the content type is `application/fhir+xml` or `application/fhir+json`, except for the
 * special case where the content is actually a Binary resource." Throws as `readBody`, and 413 where the content as base64 is beyond the limit.
 * https://hl7.org/fhir/R4/binary.html#rest
 */
export function readBinary(
  reader: BodyReader & { readonly bodyBytes: number },
  head: BinaryHead,
  bytes: Uint8Array | undefined,
): Body {
  const { contentType, method, id } = head
  if (bytes === undefined || bytes.length === 0 || contentType === undefined || contentType.trim() === '')
    return readBody(reader, method, contentType, bytes)
  if (isResource(reader, contentType, bytes)) return readBody(reader, method, contentType, bytes)
  const { bodyBytes } = reader
  if (Math.ceil(bytes.length / 3) * 4 > bodyBytes)
    throw tooLarge(
      `The content, which base64 makes a third longer, is larger than ${bodyBytes} bytes, the limit of this server (\`BODY_LIMIT_BYTES\`).`,
    )
  const value = {
    resourceType: 'Binary',
    ...(id === undefined ? {} : { id }),
    contentType: storedType(contentType),
    ...securityContextOf(head.securityContext),
    data: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  }
  return { json: { text: JSON.stringify(value), value }, contentType: 'application/fhir+json' }
}
