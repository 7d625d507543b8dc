import type { JsonText } from '../../fhir/json-text.js'
import type { ResourceText } from '../../fhir/resource-text.js'

/**
 * The import of files: how it is fed, and what it answers. It isn't an interaction: ids are kept as by a PUT, and nothing is all or nothing.
 * What cannot be stored goes into the rejects with its reason, so that nothing is silently lost.
 */

/** What became of one resource that was handed to the target. */
export type ImportResult =
  | { readonly outcome: 'created' | 'updated' | 'unchanged' }
  | { readonly outcome: 'rejected'; readonly reason: string }

/** Where resources go. */
export interface ImportTarget {
  /**
   * Writes resources as a PUT does, several at once; answers in their order. Each has an id, and no two of one call have the same type and id.
   * A resource that cannot be stored is `rejected`; a rejection of the promise ends the import (the next one continues where it was).
   */
  writeMany(resources: readonly ResourceText[]): Promise<readonly ImportResult[]>
}

/** Answers conditions such as `Practitioner?identifier=…`: the ids of at most two matches for each, in their order. */
export type ResolveConditions = (conditions: readonly string[]) => Promise<readonly (readonly string[])[]>

/** Rewrites links of a resource by the type of the element that they stand in; what `createRewrite` of the bundle interaction makes. */
export type RewriteLinks = (
  resource: JsonText,
  resolve: (link: string, kind: 'reference' | 'link') => string | undefined,
) => JsonText

/** How far a file was read. Another size or time of change makes it another file. */
export interface FileProgress {
  readonly path: string
  readonly size: number
  readonly modifiedMs: number
  /** Lines of an NDJSON file that are done; 0 for a file that is one document, until it is complete. */
  readonly linesDone: number
  readonly complete: boolean
}

/** Remembers progress from one import to the next. */
export interface ImportProgress {
  /** The newest record of a path; undefined where there is none. */
  find(path: string): FileProgress | undefined
  save(progress: FileProgress): Promise<void>
}

/** One thing that was not stored, and why. */
export interface Reject {
  readonly file: string
  /** The line of an NDJSON file, counted from 1. */
  readonly line?: number
  /** The index in `Bundle.entry`. */
  readonly entry?: number
  readonly reason: string
  /** The resource as exact JSON text. */
  readonly resource?: string
  /** What could not be read as JSON: its first 10,000 characters. */
  readonly unreadable?: string
}

/** Keeps rejects. */
export interface ImportRejects {
  add(rejects: readonly Reject[]): Promise<void>
}

/** How far the whole import is, told now and then. */
export interface ImportStatus {
  readonly file: string
  readonly bytesDone: number
  readonly bytesTotal: number
  readonly resources: number
  readonly resourcesPerSecond: number
  /** Undefined until there is something to judge by. */
  readonly secondsLeft: number | undefined
}

/** Counts by outcome. */
export interface ImportCounts {
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly rejected: number
}

/** What an import did. */
export interface ImportSummary {
  /** By resource type, sorted; what has no type counts under `(unreadable)`. */
  readonly types: ReadonlyMap<string, ImportCounts>
  /** Files that an earlier import had completed. */
  readonly filesSkipped: number
  readonly filesRead: number
  /** Files in the folders that are neither JSON nor NDJSON. */
  readonly filesIgnored: readonly string[]
  readonly seconds: number
}
