import type { Access, ScopeLetter } from '../access/access.js'
import type { Canonicals } from '../definitions/canonicals.js'
import type { Definitions } from '../definitions/definitions.js'
import type { JsonLimits } from '../fhir/json-scan.js'
import type { JsonText } from '../fhir/json-text.js'
import type { FhirError, Issue } from '../fhir/outcome.js'
import type { Prefer } from '../fhir/prefer.js'
import type { Indexer } from '../search/index-row.js'
import type { SearchPlanner } from '../search/planner.js'
import type { PutWrite, Store } from '../store/store.js'
import type { TerminologyEngine } from '../terminology/engine.js'
import type { StructureCheck } from '../validation/structure.js'
import type { Validate, ValidationRequest } from '../validation/validator.js'
import type { ResolveLink } from './bundle/rewrite.js'
import type { Route } from './route.js'
import type { InTurn } from './turns.js'

/** The interactions of https://hl7.org/fhir/R4/http.html, one file each. */
export type InteractionName =
  | 'read'
  | 'vread'
  | 'update'
  | 'update-conditional'
  | 'patch'
  | 'patch-conditional'
  | 'delete'
  | 'delete-conditional'
  | 'create'
  | 'history-instance'
  | 'history-type'
  | 'history-system'
  | 'search-type'
  | 'search-system'
  | 'search-compartment'
  | 'capabilities'
  | 'bundle'
  /** An operation: `$validate`. */
  | `$${string}`

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What a client asks, free of transport. Also made for each entry of a batch. */
export interface FhirRequest {
  readonly interaction: InteractionName
  readonly method: Method
  readonly type?: string
  readonly id?: string
  readonly versionId?: string
  /** For compartment search: `type` and `id` are the compartment's, this is what is searched, `*` for every type. */
  readonly searchedType?: string
  /** Query and form parameters, decoded, in the order in which they came. */
  readonly parameters: readonly (readonly [name: string, value: string])[]
  readonly body?: JsonText
  /** Media type of the body as the client named it, without parameters: how patch tells its two kinds apart. */
  readonly contentType?: string
  readonly ifMatch?: string
  readonly ifNoneMatch?: string
  readonly ifModifiedSince?: string
  readonly ifNoneExist?: string
  readonly prefer: Prefer
}

/** What comes back, free of transport. `body` is exact FHIR JSON text. */
export interface FhirResponse {
  readonly status: 200 | 201 | 204 | 304
  /** `W/"3"` */
  readonly etag?: string
  /** An instant; the transport writes it as an HTTP date. */
  readonly lastModified?: string
  /** Relative to the base: `Patient/1/_history/2`. */
  readonly location?: string
  readonly body?: string
}

/** What interactions stand on: made in `server.ts`, one for each request by `withAccess`. */
export interface Context {
  readonly definitions: Definitions
  readonly store: Store
  readonly indexer: Indexer
  readonly planner: SearchPlanner
  readonly access: Access
  /** The base address that links in bundles and locations begin with, without a slash at the end. */
  readonly baseUrl: string
  readonly limits: Limits
  /** Rewrites the links of a resource in a transaction. */
  readonly rewrite: (resource: JsonText, resolve: ResolveLink) => JsonText
  /** The line of the table that a method and a path lead to: how entries of a Bundle find their interaction. */
  readonly route: (method: Method, path: string) => Route
  /** IANA name of the practice's time zone, in which partial dates count. */
  readonly timeZone: string
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** A fresh UUIDv7. */
  readonly createId: () => string
  /** Run in order before every write: validation, later scope of practice. The one explicit list is in `server.ts`. */
  readonly beforeWrite: readonly BeforeWrite[]
  /** What is known of profiles and codes at this moment: immutable, and replaced where something is added. */
  readonly knowledge: () => Knowledge
  /** Looks whether others changed what is known: `stale` at once, `old` where nobody looked for a second. */
  readonly renewKnowledge: (why: 'stale' | 'old') => Promise<void>
  /** Lets other requests have their turn in the middle of long work. */
  readonly pause: () => Promise<void>
  /** Where writes that change what is known wait for each other. */
  readonly inTurn: InTurn
  /** Only the structure of R4: what every input has to be right in. */
  readonly checkStructure: StructureCheck
  /** The CapabilityStatement as JSON text, made once at start. */
  readonly capabilityStatement: () => string
  /** Seals page cursors, so that nobody can forge one. */
  readonly seal: Seal
  /** Makes an unexpected error known to the log, where the client's answer says only that there was one. */
  readonly report: (error: unknown) => void
}

/** What a judge says of one write: why it is refused, or what the client should know nevertheless. */
export interface Verdict {
  readonly refusal: FhirError | undefined
  readonly warnings: readonly Issue[]
}

/** A write as the judges see it: with what the client sent. */
export interface ProposedWrite extends Pick<PutWrite, 'type' | 'id' | 'method' | 'content'> {
  /** The transaction that it comes in: what its references lead to may be there. */
  readonly within?: ValidationRequest['within']
}

/** Judges writes that arrive together before they happen: a verdict for each, in their order, at once where nothing has to be looked up. */
export type BeforeWrite = (
  writes: readonly ProposedWrite[],
  context: Context,
) => Promise<readonly Verdict[]> | readonly Verdict[]

/** Profiles, value sets and code systems as they are known at one moment, and what is compiled from them. */
export interface Knowledge {
  /** Grows with each change of what is stored; a write says under which it was judged. */
  readonly epoch: number
  readonly canonicals: Canonicals
  readonly terminology: TerminologyEngine
  readonly validate: Validate
}

/** Signs and opens cursors with the practice's secret. */
export interface Seal {
  /** An opaque text that is safe in a url. `binding` is what the cursor belongs to (the query), so that it fits no other. */
  seal(cursor: string, binding: string): string
  /** Throws a 400 `FhirError` for a forged or foreign text. */
  open(sealed: string, binding: string): string
}

export interface Limits {
  /** How deep JSON may nest, and how long its numbers may be. */
  readonly json: JsonLimits
  /** Parameters of one request, entry or condition. */
  readonly parameters: number
  readonly bundleEntries: number
  /** Characters of the answer to a batch or transaction. */
  readonly bundleAnswerLength: number
  readonly pageSizeDefault: number
  readonly pageSizeMax: number
  readonly includesMax: number
  readonly conditionalDeletesMax: number
  /** Matches that a search may sort or count without an index, before it is too costly. */
  readonly materializedMatchesMax: number
}

export type Interaction = (context: Context, request: FhirRequest) => Promise<FhirResponse>

/** One line of the table that routes, scopes, metrics and the CapabilityStatement are derived from. */
export interface InteractionEntry {
  readonly name: InteractionName
  readonly method: Method
  /** With `:type`, `:id`, `:vid`, `:searchedType` as the specification's brackets. */
  readonly path: string
  /** Where the path names its type instead of `:type`. */
  readonly type?: string
  readonly scope: ScopeLetter | 'none' | 'each'
  /** The code in CapabilityStatement.rest.resource.interaction or rest.interaction; undefined where it has none. */
  readonly capability?: string
  /** For an operation: its code, the canonical of its definition, and where it is called. */
  readonly operation?: {
    readonly code: string
    readonly definition: string
    readonly level: 'system' | 'type' | 'instance'
  }
  readonly perform: Interaction
}
