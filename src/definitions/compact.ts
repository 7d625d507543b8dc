import type { CanonicalType } from './canonicals.js'
import type { SearchParameterType, TypeKind } from './definitions.js'

/**
 * The shapes of the files in `dist/definitions`, written by `compile/` and read by `load.ts`. What is false, empty, zero or one
 * (`max`) is left out, so that the whole of R4 stays small.
 *
 * - `index.json` holds a `CompactIndex`: the only file that is read at start;
 * - `types/<Name>.json` holds `CompactType[]`: a resource or data type and the backbone elements inside it;
 * - `parameters/<Resource>.json` holds `CompactParameter[]`;
 * - `canonicals/<Type>.ndjson` holds the conformance resources of a type, one a line, and `canonicals/index.json` (`CompactCanonicals`) says where
 *   each stands, so that one of them is read without its neighbours.
 */
export interface CompactElement {
  readonly name: string
  readonly types: readonly string[]
  readonly choice?: true
  readonly min?: number
  /** Left out for 1; `*` for any number. */
  readonly max?: number | '*'
  readonly summary?: true
  readonly modifier?: true
  readonly targets?: readonly string[]
  readonly attribute?: true
}

export interface CompactType {
  readonly name: string
  readonly kind: TypeKind
  readonly elements: readonly CompactElement[]
}

export interface CompactParameter {
  readonly code: string
  readonly url: string
  readonly type: SearchParameterType
  readonly expression?: string
  readonly description: string
  /** `*` for every resource type. */
  readonly targets?: readonly string[] | '*'
  readonly systems?: readonly string[]
  readonly components?: readonly { readonly definition: string; readonly expression: string }[]
}

export interface CompactIndex {
  readonly resourceTypes: readonly string[]
  /** Data types, primitive types and the abstract types: everything else that has a file of its own. */
  readonly dataTypes: readonly string[]
  /** Compartment code → resource type → codes of search parameters. */
  readonly compartments: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
}

/** Url, version (empty for none), id, and the place of the text in its pack: offset and length in bytes. */
export type CompactCanonical = readonly [url: string, version: string, id: string, offset: number, length: number]

export type CompactCanonicals = Readonly<Record<CanonicalType, readonly CompactCanonical[]>>
