import { type FhirError, operationOutcome } from '../../fhir/outcome.js'
import type { Context, FhirResponse } from '../interaction.js'

const reasons: Readonly<Record<number, string>> = {
  200: '200 OK',
  201: '201 Created',
  204: '204 No Content',
  304: '304 Not Modified',
}

/** What became of one entry. */
export interface EntryAnswer {
  readonly response: FhirResponse
  /** True where the body is the resource that the entry asked for or made; false where it is an OperationOutcome about it. */
  readonly body: 'resource' | 'outcome' | 'none'
}

/** `Patient/1/_history/2` → the address that the resource has. */
function fullUrlOf(context: Context, location: string | undefined): string {
  const instance = location?.replace(/\/_history\/.*$/, '')
  return instance === undefined ? '' : `"fullUrl":${JSON.stringify(`${context.baseUrl}/${instance}`)},`
}

/** The text of a response entry; the body is copied, never parsed. https://hl7.org/fhir/R4/bundle.html#transaction-response */
export function answerText(context: Context, { response, body }: EntryAnswer): string {
  const { status, etag, location, lastModified } = response
  const members = [`"status":"${reasons[status] ?? status}"`]
  if (location !== undefined) members.push(`"location":${JSON.stringify(`${context.baseUrl}/${location}`)}`)
  if (etag !== undefined) members.push(`"etag":${JSON.stringify(etag)}`)
  if (lastModified !== undefined) members.push(`"lastModified":"${lastModified}"`)
  if (body === 'outcome' && response.body !== undefined) members.push(`"outcome":${response.body}`)
  const resource = body === 'resource' && response.body !== undefined ? `"resource":${response.body},` : ''
  return `{${fullUrlOf(context, location)}${resource}"response":{${members.join(',')}}}`
}

/** The text of the response entry of a batch entry that failed. */
export function failureText(error: FhirError): string {
  return `{"response":{"status":"${error.status}","outcome":${JSON.stringify(operationOutcome(error.issues))}}}`
}

/** The response Bundle around its entries. */
export function responseBundle(type: 'batch-response' | 'transaction-response', entries: readonly string[]): string {
  const entry = entries.length === 0 ? '' : `,"entry":[${entries.join(',')}]`
  return `{"resourceType":"Bundle","type":"${type}"${entry}}`
}
