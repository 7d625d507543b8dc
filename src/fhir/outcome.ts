/**
 * Errors as FHIR means them. Small named functions make every `FhirError`; no handler picks a status by itself.
 * https://hl7.org/fhir/R4/operationoutcome.html
 */

/** The issue types that Anteroom uses. https://hl7.org/fhir/R4/valueset-issue-type.html */
export type IssueCode =
  | 'invalid'
  | 'structure'
  | 'required'
  | 'value'
  | 'invariant'
  | 'security'
  | 'login'
  | 'forbidden'
  | 'processing'
  | 'not-supported'
  | 'duplicate'
  | 'multiple-matches'
  | 'not-found'
  | 'deleted'
  | 'too-long'
  | 'code-invalid'
  | 'extension'
  | 'too-costly'
  | 'business-rule'
  | 'conflict'
  | 'transient'
  | 'lock-error'
  | 'exception'
  | 'timeout'
  | 'throttled'
  | 'informational'

export type Severity = 'fatal' | 'error' | 'warning' | 'information'

/** One problem: what is wrong, in a whole sentence, and where. */
export interface Issue {
  readonly severity: Severity
  readonly code: IssueCode
  readonly diagnostics: string
  /** The rule that was broken: an invariant's key, a binding's value set, a profile. */
  readonly details?: { readonly coding: readonly { readonly system: string; readonly code: string }[] }
  /** FHIRPath expressions that name the elements, such as `Patient.name[0]`. */
  readonly expression?: readonly string[]
}

/** The body of every answer that is not what the client asked for. */
export interface OperationOutcome {
  readonly resourceType: 'OperationOutcome'
  readonly issue: readonly Issue[]
}

/** Every HTTP status that a client can see when something is wrong, and what it means here: the table of `docs/http.md`. */
export const errorStatuses = {
  400: 'The request, a parameter or the body is wrong, or the search would cost too much.',
  401: 'The client has to say who it is, or its token is not known.',
  403: 'The client is known, and its scopes do not allow this.',
  404: 'There is no such resource, version, type or address.',
  405: 'The address exists, but not for this method; `Allow` lists those that it has.',
  406: 'None of the formats that the client accepts can be served.',
  408: 'The request did not arrive in time.',
  409: 'The request conflicts with what is stored, for example deleting what others refer to.',
  410: 'The resource was there, and has been deleted.',
  412: 'A condition of the client does not hold, or criteria match several resources.',
  413: 'The body, the number of entries, or the answer to a batch or transaction is beyond a limit; the text names it.',
  414: 'The address is longer than the limit; search by POST.',
  415: 'The body is of a media type, version or coding that is not taken here.',
  422: 'The resource is well-formed, and may not be stored as it is, for example since it refers to what is not there.',
  431: 'The headers are longer than the limit.',
  500: 'A fault of the server; its log has more under the request id.',
  503: 'A passing condition, such as a database that is away; `Retry-After` says when to try again.',
} as const

export type ErrorStatus = keyof typeof errorStatuses

/** An error that knows its HTTP status and its issues. It is the only error that reaches a client with its text. */
export class FhirError extends Error {
  readonly status: ErrorStatus
  readonly issues: readonly Issue[]
  /** Headers that belong to the answer, such as `allow` or `retry-after`. */
  readonly headers: Readonly<Record<string, string>>

  constructor(status: ErrorStatus, issues: readonly Issue[], headers: Readonly<Record<string, string>> = {}) {
    super(issues.map((issue) => issue.diagnostics).join(' '))
    this.name = 'FhirError'
    this.status = status
    this.issues = issues
    this.headers = headers
  }
}

/** Makes an error-severity issue; `expression` is left out where there is no place to name. */
export function issue(code: IssueCode, diagnostics: string, ...expression: string[]): Issue {
  return expression.length === 0
    ? { severity: 'error', code, diagnostics }
    : { severity: 'error', code, diagnostics, expression }
}

/** Wraps issues into an OperationOutcome resource. */
export function operationOutcome(issues: readonly Issue[]): OperationOutcome {
  return { resourceType: 'OperationOutcome', issue: issues }
}

/** 400: the request's syntax or a parameter is wrong. */
export const badRequest = (diagnostics: string, ...expression: string[]): FhirError =>
  new FhirError(400, [issue('invalid', diagnostics, ...expression)])

/** 400: the body is not well-formed, or not of the structure that FHIR prescribes. */
export const badStructure = (diagnostics: string, ...expression: string[]): FhirError =>
  new FhirError(400, [issue('structure', diagnostics, ...expression)])

/** 400: the resource is not of the structure that FHIR prescribes; each issue names its element. */
export const malformed = (...issues: readonly Issue[]): FhirError => new FhirError(400, issues)

/** 400: the request asks for something that this server does not support. */
export const notSupported = (diagnostics: string): FhirError =>
  new FhirError(400, [issue('not-supported', diagnostics)])

/** 401: the client has to say who it is. */
export const unauthenticated = (diagnostics: string): FhirError =>
  new FhirError(401, [issue('login', diagnostics)], { 'www-authenticate': 'Bearer realm="fhir"' })

/** 403: the client is known, and may not do this. */
export const forbidden = (diagnostics: string): FhirError => new FhirError(403, [issue('forbidden', diagnostics)])

/** 404: no such resource. */
export const notFound = (type: string, id: string): FhirError =>
  new FhirError(404, [issue('not-found', `There is no \`${type}/${id}\` on this server.`)])

/** 404: no such resource type, path or version. */
export const unknown = (diagnostics: string): FhirError => new FhirError(404, [issue('not-found', diagnostics)])

/** 405: the address exists, but not for this method. */
export const methodNotAllowed = (diagnostics: string, allow: readonly string[]): FhirError =>
  new FhirError(405, [issue('not-supported', diagnostics)], { allow: allow.join(', ') })

/** 406: none of the formats that the client accepts can be served. */
export const notAcceptable = (diagnostics: string): FhirError =>
  new FhirError(406, [issue('not-supported', diagnostics)])

/** 409: the request conflicts with the state of the server, for example a resource that others refer to. */
export const conflict = (...issues: readonly Issue[]): FhirError => new FhirError(409, issues)

/** 410: the resource was there, and has been deleted. */
export const gone = (type: string, id: string, version: number): FhirError =>
  new FhirError(410, [issue('deleted', `\`${type}/${id}\` was deleted in version ${version}.`)], {
    etag: `W/"${version}"`,
  })

/** 410: what the server keeps for a while only, and has kept long enough. */
export const expired = (diagnostics: string): FhirError => new FhirError(410, [issue('deleted', diagnostics)])

/** 412: a condition of the client (`If-Match`, `If-None-Exist` …) does not hold. */
export const preconditionFailed = (code: IssueCode, diagnostics: string): FhirError =>
  new FhirError(412, [issue(code, diagnostics)])

/** 413: the body, or the number of entries, is beyond a limit; the text names the limit. */
export const tooLarge = (diagnostics: string): FhirError => new FhirError(413, [issue('too-long', diagnostics)])

/** 415: the body's media type is none that this interaction takes. */
export const unsupportedMediaType = (diagnostics: string): FhirError =>
  new FhirError(415, [issue('not-supported', diagnostics)])

/** 422: the resource is well-formed, and may not be stored as it is. */
export const unprocessable = (...issues: readonly Issue[]): FhirError => new FhirError(422, issues)

/** 400: the search or request would cost more than the server allows; the text says what to do instead. */
export const tooCostly = (diagnostics: string): FhirError => new FhirError(400, [issue('too-costly', diagnostics)])

/** 503: a passing condition; the client may try again after the seconds given. */
export const unavailable = (diagnostics: string, retryAfterSeconds: number): FhirError =>
  new FhirError(503, [issue('transient', diagnostics)], { 'retry-after': String(retryAfterSeconds) })

/** 414: the URL is longer than the server takes. */
export const urlTooLong = (diagnostics: string): FhirError => new FhirError(414, [issue('too-long', diagnostics)])

/** 431: the header fields are longer than the server takes. */
export const headersTooLarge = (diagnostics: string): FhirError => new FhirError(431, [issue('too-long', diagnostics)])

/** 408: the client took too long to send its request. */
export const requestTimeout = (diagnostics: string): FhirError => new FhirError(408, [issue('timeout', diagnostics)])

/** 413: the answer to a batch or transaction is beyond a limit; the text names the limit. */
export const answerTooLarge = (diagnostics: string): FhirError => new FhirError(413, [issue('too-costly', diagnostics)])

/** 500: a fault of the server at one entry of a batch, which says nothing about the others. */
export const entryFault = (): FhirError =>
  new FhirError(500, [issue('exception', 'Something went wrong on the server. Its log has more.')])

/** 500: a fault of the server; the client learns only where its log has more. */
export const serverFault = (requestId: string): FhirError =>
  new FhirError(500, [
    issue('exception', `Something went wrong on the server. Its log has more under the request id \`${requestId}\`.`),
  ])
