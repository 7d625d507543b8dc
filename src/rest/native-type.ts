/** What content is served as whose own type can't be: bytes, and nothing more. */
const UNKNOWN_TYPE = 'application/octet-stream'
const LENGTH_MAX = 255

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+"
const mediaType = new RegExp(`^${token}/${token}(?: ?; ?${token}=(?:${token}|"[ !#-\\[\\]-~]*"))*$`)

/** True for a media type of printable characters, so that it can stand in a header. https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1 */
export const isMediaType = (text: string): boolean => text.length <= LENGTH_MAX && mediaType.test(text)

/** The media type to serve content as: its own, or `application/octet-stream` where that is none, or could break the header. */
export const servedType = (contentType: unknown): string =>
  typeof contentType === 'string' && isMediaType(contentType) ? contentType : UNKNOWN_TYPE

/** What browsers show and never run. Whatever is not among it (html, svg, xml, scripts, and what will be invented) is saved, not opened. */
const shown =
  /^(?:image\/(?:png|jpeg|gif|webp|avif|bmp|tiff)|(?:audio|video)\/[a-z0-9.-]+|text\/(?:plain|csv)|application\/(?:pdf|json|dicom))$/

/**
 * The headers of content that a client sent and another one gets, as names and values in turn: nobody's browser may guess its type, or run
 * it with the rights of this server's pages. https://hl7.org/fhir/R4/security.html#narrative
 */
export function contentHeaders(contentType: string): string[] {
  const isShown = shown.test((contentType.split(';', 1)[0] ?? '').trim().toLowerCase())
  return [
    'content-type',
    contentType,
    'x-content-type-options',
    'nosniff',
    'content-security-policy',
    "sandbox; default-src 'none'",
    ...(isShown ? [] : ['content-disposition', 'attachment']),
  ]
}
