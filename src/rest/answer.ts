import type { FhirResponse } from '../interactions/interaction.js'
import { httpDate } from './http-date.js'
import type { Answer } from './send.js'

/** The headers and body of what an interaction answers. https://hl7.org/fhir/R4/http.html#versions */
export function answerOf(response: FhirResponse, baseUrl: string): Answer {
  const headers: string[] = []
  if (response.etag !== undefined) headers.push('etag', response.etag)
  if (response.lastModified !== undefined) headers.push('last-modified', httpDate(response.lastModified))
  if (response.location !== undefined) {
    const location = `${baseUrl}/${response.location}`
    headers.push('location', location)
    if (response.body !== undefined) headers.push('content-location', location)
  }
  const { status } = response
  return { status, headers, body: status === 204 || status === 304 ? undefined : response.body }
}
