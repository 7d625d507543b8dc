import type { JsonText } from '../fhir/json-text.js'
import { badRequest, badStructure } from '../fhir/outcome.js'
import { type ResourceText, resourceText } from '../fhir/resource-text.js'
import { parseETags } from '../fhir/version.js'
import type { DeleteWrite, Expectation, PutWrite, WriteMethod } from '../store/store.js'
import type { Context, FhirRequest } from './interaction.js'

/** The body of a request; throws 400 where there is none. */
export function bodyOf(request: FhirRequest): JsonText {
  if (request.body !== undefined) return request.body
  throw badRequest(
    `A ${request.method} needs a body: a resource as \`application/fhir+json\` or \`application/fhir+xml\`.`,
  )
}

/** The resource of a body, checked to be of the type that the address names. https://hl7.org/fhir/R4/http.html#create */
export function contentOf(body: JsonText, type: string): ResourceText {
  const content = resourceText(body)
  if (content.type === type) return content
  throw badRequest(
    `The body is a \`${content.type}\`, and the address asks for a \`${type}\`.`,
    'Resource.resourceType',
  )
}

/**
 * The id in the body has to be that of the address: "If no id element is provided, or the id disagrees with the id in the URL, the server
 * SHALL respond with an HTTP 400 error code". https://hl7.org/fhir/R4/http.html#update
 */
export function requireId(content: ResourceText, id: string): void {
  if (content.id === id) return
  const found = content.id === undefined ? 'no id' : `the id \`${content.id}\``
  throw badStructure(
    `The body has ${found}, and the address names \`${content.type}/${id}\`: both have to be the same.`,
    `${content.type}.id`,
  )
}

/** What a put needs beside its content. */
export interface PutTarget {
  readonly id: string
  readonly method: WriteMethod
  readonly expect: Expectation
  readonly entry?: string
}

/** Indexes the content: the write as the store takes it, judged by what is known now. */
export function putOf(context: Context, content: ResourceText, target: PutTarget): PutWrite {
  const index = context.indexer.index(content.type, target.id, content.exactNumbers ?? content.resource)
  const { epoch } = context.knowledge()
  return { kind: 'put', type: content.type, content, index, epoch, ...target }
}

/** A delete as the store takes it: with what the client may learn of where it is refused. */
export function deleteOf(context: Context, target: Omit<DeleteWrite, 'kind' | 'reach'>): DeleteWrite {
  return { kind: 'delete', ...target, reach: [context.access.predicate('r'), context.access.predicate('s')] }
}

/**
 * What `If-Match` and `If-None-Match` ask of the current version. A list of several tags cannot be decided by one version, so it is refused.
 * https://hl7.org/fhir/R4/http.html#concurrency
 */
export function expectationOf(request: FhirRequest): Expectation {
  if (request.ifMatch !== undefined) {
    const condition = parseETags(request.ifMatch)
    if (condition.kind === 'any') return { kind: 'present' }
    const [version, ...others] = condition.versions
    if (others.length > 0) throw badRequest('`If-Match` names several versions; a write can follow one only.')
    // A tag that no version of this server can have: no version fulfils it.
    return { kind: 'version', version: version ?? -1 }
  }
  if (request.ifNoneMatch === undefined) return { kind: 'any' }
  if (parseETags(request.ifNoneMatch).kind === 'any') return { kind: 'absent' }
  throw badRequest('On a write, `If-None-Match` takes `*` only: the resource must not exist.')
}
