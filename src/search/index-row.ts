/**
 * What a resource writes to the index: one narrow row in its type's table, and rows of `value` for what that row can't hold.
 * Made by the parameter types (`parameters/`), written by `store`. Hashes are int8 as decimal text, the form that PostgreSQL takes.
 */

/** A signed 64-bit hash as decimal text. */
export type Hash = string

/** A row of the table `value`: repeating dates, numbers and quantities, and the text of string parameters. */
export interface ValueRow {
  readonly parameter: string
  /** Pairs the parts of a composite; null where nothing has to be paired. */
  readonly key: Hash | null
  /** Numeric text: a number, or milliseconds since 1970 for dates; `-Infinity` and `Infinity` are bounds. */
  readonly low: string | null
  readonly high: string | null
  /** Hash of the unit; null where there is none. */
  readonly unit: Hash | null
  /** Normalised text, for `:contains` and for prefixes longer than those in `tokens`. */
  readonly text: string | null
}

/** A resource of this server that another one refers to, by `Type/id`. */
export interface LocalReference {
  readonly type: string
  readonly id: string
  /** Where it stands, as a FHIRPath such as `Observation.subject`, for messages. */
  readonly path: string
}

export interface IndexRow {
  /** Hash of `Type/id`. */
  readonly self: Hash
  readonly tokens: readonly Hash[]
  /** Values of the type's own columns (`columnsOf(type)`), in that order, as text that PostgreSQL casts; null where absent. */
  readonly columns: readonly (string | null)[]
  readonly values: readonly ValueRow[]
  /** Hashes of the compartments that the resource is in (`Patient/1` …), for access and compartment search. They are in `tokens` too. */
  readonly compartments: readonly Hash[]
  /** Every literal reference to a resource of this server, each target once. */
  readonly references: readonly LocalReference[]
}

/** The one way from a resource to its index row. Pure; never throws on odd content (that is validation's job): it indexes what it understands. */
export interface Indexer {
  index(type: string, id: string, resource: object): IndexRow
}

export type ColumnKind = 'reference' | 'date' | 'number' | 'quantity' | 'sort-text' | 'sort-date' | 'sort-number'

/**
 * A column of a type's index table. `reference` is one int8 column; `date`, `number` and `quantity` are pairs `<name>_low`, `<name>_high`
 * of timestamptz or numeric; sort keys are pairs `<name>_min`, `<name>_max`.
 */
export interface Column {
  readonly name: string
  readonly parameter: string
  readonly kind: ColumnKind
  readonly sqlType: 'int8' | 'timestamptz' | 'numeric' | 'text collate "C"'
  /** True where the column leads a B-tree `(practice, column, id)`. */
  readonly indexed: boolean
}
