import type { Parameters } from '../fhir/query-parameters.js'
import { parseMediaType } from './media-type.js'
import { type AcceptedRange, acceptedFormat, negotiate, rangesOf } from './negotiate.js'

const fhirTypes: ReadonlySet<string> = new Set(['application/fhir+json', 'application/fhir+xml'])

const bestQuality = (ranges: readonly AcceptedRange[]): number =>
  ranges.reduce((best, { quality }) => Math.max(best, quality), 0)

const fhirQuality = (ranges: readonly AcceptedRange[]): number =>
  bestQuality(ranges.filter(({ type }) => fhirTypes.has(type)))

/**
 * True where `Accept` asks for a Binary as a resource before anything else. "When a read request is made with a FHIR type in the Accept header (e.g.
 * `application/fhir+xml` or `application/fhir+json`) the Binary resource is returned in the requested FHIR format"; the generic names of JSON
 * and XML may mean the content. https://hl7.org/fhir/R4/binary.html#rest
 */
export function asksForResource(accept: string | undefined): boolean {
  if (accept === undefined) return false
  const ranges = rangesOf(accept)
  const asked = fhirQuality(ranges)
  return asked > 0 && asked >= bestQuality(ranges)
}

/** 3 for the type itself, 2 for its family, 1 for everything, 0 for no match. */
function specificity(range: string, type: string): number {
  if (range === type) return 3
  if (range === `${type.slice(0, type.indexOf('/'))}/*`) return 2
  return range === '*/*' || range === '*' ? 1 : 0
}

/**
 * True where a Binary of this content type is to be sent as its content. Whoever accepts anything, or does not say, gets the content: "the intent is that
 * unless specifically requested, the FHIR XML/JSON representation is not returned". https://hl7.org/fhir/R4/binary.html#rest
 */
export function takesContent(accept: string | undefined, contentType: string): boolean {
  if (accept === undefined || accept.trim() === '') return true
  const { type } = parseMediaType(contentType)
  const ranges = rangesOf(accept)
  const matching = ranges.filter((range) => specificity(range.type, type) > 0)
  const most = Math.max(0, ...matching.map((range) => specificity(range.type, type)))
  return bestQuality(matching.filter((range) => specificity(range.type, type) === most)) > fhirQuality(ranges)
}

/** As `negotiate`, where `Accept` may ask for a type that only the stored resource knows: errors are JSON then. Throws 406 for `_format` alone. */
export function negotiateLater(accept: string | undefined, parameters: Parameters) {
  const isFhir = accept !== undefined && acceptedFormat(accept) !== undefined
  return negotiate(isFhir ? accept : undefined, parameters)
}
