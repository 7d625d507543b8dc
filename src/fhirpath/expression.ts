/** A value that an expression found, with its FHIR type: `Coding`, `code`, `dateTime`, `Observation.component`, `Patient` … */
export interface TypedValue {
  readonly type: string
  readonly value: unknown
}

/**
 * A compiled expression: pure, never throws on odd content, answers in document order. Where it begins inside a resource (the
 * components of composites do), the resource itself is the second argument: for `%resource` and for references to contained resources.
 */
export type Expression = (resource: object, root?: object) => readonly TypedValue[]
