/** A value that an expression found, with its FHIR type: `Coding`, `code`, `dateTime`, `Observation.component`, `Patient` … */
export interface TypedValue {
  readonly type: string
  readonly value: unknown
}

/** A compiled expression: pure, never throws on odd content, answers in document order. */
export type Expression = (resource: object) => readonly TypedValue[]
