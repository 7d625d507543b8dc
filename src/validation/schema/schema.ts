/** A JSON Schema as plain data; its keywords are those of `keywords/vocabulary.ts`. */
export interface Schema {
  readonly [keyword: string]: unknown
}

/** Parameters of rules by the rule's name; each name is a keyword. */
export type RuleLists = Readonly<Record<string, readonly object[]>>

/** Rules of a primitive element, which need its value and its `_element` side by side. */
export interface PrimitiveEntry {
  readonly name: string
  readonly many: boolean
  readonly rules: RuleLists
}

/** True for a schema that asks nothing. */
export const isEmpty = (schema: Schema): boolean => Object.keys(schema).length === 0

/** One schema that asks what all of them ask. */
export function allOf(schemas: readonly Schema[]): Schema {
  const asking = schemas.filter((schema) => !isEmpty(schema))
  const [first] = asking
  if (first === undefined) return {}
  return asking.length === 1 ? first : { allOf: asking }
}
