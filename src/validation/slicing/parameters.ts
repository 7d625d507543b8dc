/** What a slicing is compiled from, as plain JSON: the schema holds it, and generated code passes it on. https://hl7.org/fhir/R4/profiling.html#slicing */
export interface SlicingParameters {
  /** `component`, `value[x]`. */
  readonly element: string
  /** The canonical of the profile. */
  readonly profile: string
  readonly many: boolean
  readonly rules: 'closed' | 'open' | 'openAtEnd'
  readonly ordered?: boolean
  /** True for the parts of a complex extension: what has a plain name there has to be one of them. */
  readonly parts?: true
  /** Reslices come after their slice. */
  readonly slices: readonly SliceParameters[]
}

export interface SliceParameters {
  readonly name: string
  readonly min: number
  /** Left out for `*`. */
  readonly max?: number
  /** The index of the slice that this one is a reslice of. */
  readonly parent?: number
  /** True for a reslice whose slice allows no other reslices. */
  readonly closed?: boolean
  /** All have to hold. Undefined where the discriminators say nothing of this slice. */
  readonly conditions: readonly Condition[] | undefined
}

/** One step from a value to those that a condition is about. */
export type Step =
  /** A child by its JSON names, each with the type that it stands for where it is known. */
  | { readonly kind: 'child'; readonly names: readonly { readonly json: string; readonly type?: string }[] }
  | { readonly kind: 'extension'; readonly url: string }
  | { readonly kind: 'ofType'; readonly type: string }
  | { readonly kind: 'resolve' }

/** What tells a slice from others. */
export type Condition =
  | { readonly kind: 'all' | 'any'; readonly conditions: readonly Condition[] }
  /** One of the values that the path leads to is equal to one of these. */
  | { readonly kind: 'fixed' | 'pattern'; readonly path: readonly Step[]; readonly values: readonly unknown[] }
  | { readonly kind: 'binding'; readonly path: readonly Step[]; readonly valueSet: string }
  | { readonly kind: 'exists'; readonly path: readonly Step[]; readonly exists: boolean }
  | { readonly kind: 'type'; readonly path: readonly Step[]; readonly types: readonly string[] }
  | { readonly kind: 'profile'; readonly path: readonly Step[]; readonly profiles: readonly string[] }
