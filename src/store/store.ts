import type { AccessPredicate } from '../access/access.js'
import type { Queryable } from '../database/database.js'
import type { ResourceText } from '../fhir/resource-text.js'
import type { Hash, IndexRow } from '../search/index-row.js'
import type { SearchPlan } from '../search/plan.js'
import type { StoredQuery } from './stored-query.js'

/** One version of a resource as it is stored and served. */
export interface StoredVersion {
  readonly type: string
  readonly id: string
  readonly version: number
  /** An instant in UTC with milliseconds: `2026-11-24T09:30:00.000Z`. */
  readonly lastUpdated: string
  readonly deleted: boolean
  /** How it came to be: for `Bundle.entry.request` in a history. */
  readonly method: WriteMethod
  /** The exact text; empty for a deletion. */
  readonly content: string
}

export type WriteMethod = 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A write that an interaction wants; the store gives it version, time and place. */
export type Write = PutWrite | DeleteWrite

export interface PutWrite {
  readonly kind: 'put'
  readonly method: WriteMethod
  readonly type: string
  readonly id: string
  readonly content: ResourceText
  readonly index: IndexRow
  readonly expect: Expectation
  /** The epoch of the knowledge that it was judged under: it is refused as stale where that has changed. Absent: nobody judged. */
  readonly epoch?: number
  /** Where it stands in a Bundle (`Bundle.entry[3]`), for messages. */
  readonly entry?: string
}

export interface DeleteWrite {
  readonly kind: 'delete'
  readonly type: string
  readonly id: string
  readonly expect: Expectation
  readonly entry?: string
  /** What the client may read or find: what refers to the resource from beyond is counted in a refusal, and not named. */
  readonly reach: readonly AccessPredicate[]
}

/**
 * What must hold of the current version: `new` (a fresh id by the server: nothing to look up), `any`, `absent` (`If-None-Match: *`),
 * `present` (`If-Match: *`), `unchanged` (this version, which the transaction read itself: it is run again where another writer was first), exactly this version (`If-Match`; 412 otherwise), or `free` (an id that the client chose for a new resource; 409 otherwise).
 */
export type Expectation =
  | { readonly kind: 'new' }
  | { readonly kind: 'any' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'present' }
  | { readonly kind: 'free' }
  | { readonly kind: 'unchanged'; readonly version: number }
  | { readonly kind: 'version'; readonly version: number }

export interface Written {
  readonly version: StoredVersion
  /** `unchanged`: deleting what is not there. */
  readonly outcome: 'created' | 'updated' | 'deleted' | 'unchanged'
}

export interface HistoryQuery {
  readonly type?: string
  readonly id?: string
  /** Only versions at or after this instant. */
  readonly since?: string
  /** Only versions current at some time within this interval (instants, inclusive low, exclusive high). */
  readonly at?: { readonly low: string; readonly high: string }
  readonly count: number
  /** Continues after the row with this sort key. */
  readonly after?: HistoryKey
  readonly access: AccessPredicate
}

/** The sort key of a history row: newest first by (lastUpdated, seq), for an instance by version. */
export interface HistoryKey {
  readonly lastUpdated: string
  readonly seq: string
  readonly version: number
}

export interface HistoryVersion extends StoredVersion {
  readonly key: HistoryKey
  /** True for a version that made the resource, for the first time or anew after a deletion. */
  readonly created: boolean
}

export interface HistoryPage {
  readonly versions: readonly HistoryVersion[]
  readonly more: boolean
  readonly total: number | undefined
  /** The instant for the client's next `_since`: nothing older can still appear. */
  readonly horizon: string
}

export interface SearchMatch extends StoredVersion {
  readonly mode: 'match' | 'include'
  /** The sort values, for the cursor of the next page; only on matches. */
  readonly sortValues: readonly (string | null)[]
}

export interface SearchPage {
  readonly matches: readonly SearchMatch[]
  readonly includes: readonly SearchMatch[]
  /** True where includes were cut at their limit. */
  readonly includesTruncated: boolean
  readonly hasNext: boolean
  readonly hasPrevious: boolean
  readonly total: number | undefined
  readonly horizon: string
}

/** What can be asked and done, inside or outside a transaction. */
export interface Reader {
  /** The connection itself, to be handed to what looks up terminology; inside a transaction it is that transaction's. */
  readonly queryable: Queryable
  /** The newest version, also when it is a deletion; undefined where there never was one, or where access does not reach. */
  read(type: string, id: string, access: AccessPredicate): Promise<StoredVersion | undefined>
  /** The newest versions of many resources by one statement. */
  readMany(
    keys: readonly { readonly type: string; readonly id: string }[],
    access: AccessPredicate,
  ): Promise<readonly (StoredVersion | undefined)[]>
  vread(type: string, id: string, version: number, access: AccessPredicate): Promise<StoredVersion | undefined>
  history(query: HistoryQuery): Promise<HistoryPage>
  search(plan: SearchPlan): Promise<SearchPage>
  /** Keeps the parameters of a long search under an id until it expires; what has long expired is taken away. */
  saveQuery(query: StoredQuery, now: number): Promise<void>
  /** What is kept under an id, also when it has expired and is still there. */
  findQuery(id: string): Promise<StoredQuery | undefined>
  /**
   * Ids of at most two current resources of a type for each list of token hashes that they must all hold: how conditions of many entries are
   * answered by one statement.
   */
  matchTokens(
    type: string,
    conditions: readonly (readonly Hash[])[],
    access: AccessPredicate,
  ): Promise<readonly (readonly string[])[]>
}

/** One transaction: conditions are locked and judged, then everything is written with a bounded number of statements. */
export interface UnitOfWork extends Reader {
  /** Takes the advisory locks of these normalised conditions, sorted and distinct; the next statement sees what others committed before. */
  lockConditions(conditions: readonly string[]): Promise<void>
  /** Writes all or throws. References are judged over the final state of the unit. The answers are in the order of the writes. */
  writeAll(writes: readonly Write[]): Promise<readonly Written[]>
}

export interface Store extends Reader {
  /** One write, in a group commit with others that are under way. Throws a `StaleKnowledgeError` where it was judged by what has changed. */
  write(write: Write): Promise<Written>
  /**
   * One transaction. What will write conformance resources says so: it doesn't hold the lock from the start that it takes for itself alone at the end,
   * where two such would wait for each other. Throws a `StaleKnowledgeError` where a write was judged by what has changed.
   */
  transaction<T>(work: (unit: UnitOfWork) => Promise<T>, purpose?: 'clinical' | 'conformance'): Promise<T>
  /** Many puts in one transaction, references not judged; what is stored exactly so already is `unchanged`. For imports. */
  importMany(writes: readonly PutWrite[]): Promise<readonly Written['outcome'][]>
  /** Resolves when every write that was accepted is committed or refused. */
  drain(): Promise<void>
}
