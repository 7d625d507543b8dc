import type { FhirResponse } from '../interactions/interaction.js'
import type { Answer } from './send.js'

let lastInstant = ''
let lastDate = ''

/** An instant as an HTTP date. Many answers in a row have the same one. https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7 */
export function httpDate(instant: string): string {
  if (instant !== lastInstant) {
    lastDate = new Date(instant).toUTCString()
    lastInstant = instant
  }
  return lastDate
}

/** The headers and body of what an interaction answers. https://hl7.org/fhir/R4/http.html#versions */
export function answerOf(response: FhirResponse, baseUrl: string): Answer {
  const headers: Record<string, string> = {}
  if (response.etag !== undefined) headers.etag = response.etag
  if (response.lastModified !== undefined) headers['last-modified'] = httpDate(response.lastModified)
  if (response.location !== undefined) {
    headers.location = `${baseUrl}/${response.location}`
    if (response.body !== undefined) headers['content-location'] = headers.location
  }
  const { status } = response
  return { status, headers, body: status === 204 || status === 304 ? undefined : response.body }
}
