import { notAcceptable } from '../fhir/outcome.js'
import { type Format, formatOf, isVersion4, mediaTypesTaken, parseMediaType } from './media-type.js'

/** How often clients send the same header: a read must not parse it again. */
const CACHED_HEADERS_MAX = 200
const CACHED_LENGTH_MAX = 300
const cache = new Map<string, Format>()

/** One media type or family of an `Accept` header. */
export interface AcceptedRange {
  /** In lower case, without parameters. */
  readonly type: string
  readonly quality: number
  readonly position: number
}

/** The media types of an `Accept` header, without those of other versions of FHIR. https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1 */
export function rangesOf(header: string): readonly AcceptedRange[] {
  return header.split(',').flatMap((part, position) => {
    const media = parseMediaType(part)
    if (media.type === '' || !isVersion4(media)) return []
    const quality = Number(media.parameters.get('q') ?? '1')
    return [{ type: media.type, quality: Number.isNaN(quality) ? 1 : quality, position }]
  })
}

/** 3 for the type itself, 2 for its family, 1 for everything, 0 for no match. */
function specificity(range: string, format: Format): number {
  if (formatOf(range) === format) return 3
  if (range === 'application/*' || range === 'text/*') return 2
  return range === '*/*' || range === '*' ? 1 : 0
}

/** The most specific range decides. https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1 */
function bestRange(ranges: readonly AcceptedRange[], format: Format): AcceptedRange | undefined {
  const matching = ranges.filter((range) => specificity(range.type, format) > 0)
  return matching.reduce<AcceptedRange | undefined>((best, range) => {
    if (best === undefined) return range
    return specificity(range.type, format) > specificity(best.type, format) ? range : best
  }, undefined)
}

/** The better one of the formats that an `Accept` header takes; undefined where it takes neither. */
export function acceptedFormat(header: string): Format | undefined {
  const ranges = rangesOf(header)
  const json = bestRange(ranges, 'json')
  const xml = bestRange(ranges, 'xml')
  const jsonQuality = json?.quality ?? 0
  const xmlQuality = xml?.quality ?? 0
  if (jsonQuality <= 0 && xmlQuality <= 0) return undefined
  if (jsonQuality !== xmlQuality) return jsonQuality > xmlQuality ? 'json' : 'xml'
  return (xml?.position ?? 0) < (json?.position ?? 0) ? 'xml' : 'json'
}

function negotiateAccept(header: string): Format {
  const format = acceptedFormat(header)
  if (format !== undefined) return format
  throw notAcceptable(
    `None of the media types of \`Accept\` can be served; expected ${mediaTypesTaken}, in FHIR version 4.0.`,
  )
}

/** What a client accepts; JSON where it does not say. Throws 406 where it accepts neither format. */
export function formatOfAccept(header: string | undefined): Format {
  if (header === undefined || header === '' || header === '*/*') return 'json'
  const known = cache.get(header)
  if (known !== undefined) return known
  const format = negotiateAccept(header)
  if (header.length <= CACHED_LENGTH_MAX) {
    if (cache.size >= CACHED_HEADERS_MAX) cache.clear()
    cache.set(header, format)
  }
  return format
}

/** The format that `_format` names, which overrides `Accept`. Throws 406 for any other. https://hl7.org/fhir/R4/http.html#parameters */
function formatOfParameter(value: string): Format {
  // A plus sign that was not percent-encoded arrives as a space.
  const media = parseMediaType(value.trim().replaceAll(' ', '+'))
  const format = media.type === 'json' || media.type === 'xml' ? media.type : formatOf(media.type)
  if (format !== undefined && isVersion4(media)) return format
  throw notAcceptable(
    `\`_format\` is \`${value}\`; expected \`json\`, \`xml\`, ${mediaTypesTaken}, in FHIR version 4.0.`,
  )
}

/** How an answer is written. */
export interface Representation {
  readonly format: Format
  readonly layout: 'compact' | 'pretty'
}

/** The usual case, and what errors before any negotiation use. */
export const compactJson: Representation = { format: 'json', layout: 'compact' }
const compactXml: Representation = { format: 'xml', layout: 'compact' }

/** The representation that the header and the parameters (`_format`, `_pretty`; the first of each counts) ask for. Throws 406. */
export function negotiate(
  accept: string | undefined,
  parameters: readonly (readonly [name: string, value: string])[],
): Representation {
  if (parameters.length === 0) return formatOfAccept(accept) === 'json' ? compactJson : compactXml
  const asked = parameters.find(([name]) => name === '_format')?.[1]
  const pretty = parameters.find(([name]) => name === '_pretty')?.[1]
  const format = asked === undefined || asked === '' ? formatOfAccept(accept) : formatOfParameter(asked)
  return { format, layout: pretty === 'true' ? 'pretty' : 'compact' }
}
