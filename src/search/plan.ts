import type { AccessPredicate } from '../access/access.js'
import type { Predicate } from './predicate.js'

/** A plan says what is wanted, as a plain object; `compile.ts` says how. No I/O, no SQL text here. */
export interface SearchPlan {
  /** The types searched: one, or several for system and compartment searches. */
  readonly types: readonly string[]
  /** What each type's rows have to fulfil. */
  readonly where: ReadonlyMap<string, Predicate>
  readonly sort: readonly SortKey[]
  /** Page size; 0 asks for the total alone. */
  readonly count: number
  readonly total: 'none' | 'estimate' | 'accurate' | 'default'
  readonly cursor?: Cursor
  readonly includes: readonly Include[]
  /** Compartments that access restricts the search (and its includes) to; undefined is no restriction. */
  readonly access: AccessPredicate
}

export interface SortKey {
  /** Parameter code, `_id`, `_lastUpdated` … */
  readonly parameter: string
  readonly direction: 'ascending' | 'descending'
}

/** Where a page starts: the sort values and id of the row before it (or after it, going backwards). */
export interface Cursor {
  readonly direction: 'next' | 'previous'
  readonly values: readonly (string | null)[]
  readonly type: string
  readonly id: string
}

export interface Include {
  readonly kind: 'include' | 'revinclude'
  readonly iterate: boolean
  readonly sourceType: string
  /** Parameter code, or `*` for all. */
  readonly parameter: string
  readonly targetType?: string
}
