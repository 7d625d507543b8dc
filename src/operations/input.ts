import type { JsonText } from '../fhir/json-text.js'

/** The value of one parameter: a primitive or a data type as JSON has it, a resource with its exact text, or the parameters within. */
export type InputValue =
  | { readonly kind: 'value'; readonly type: string; readonly value: unknown }
  | { readonly kind: 'resource'; readonly resource: JsonText }
  | { readonly kind: 'parts'; readonly parts: OperationInput }

/** What an operation was given, by parameter; each value is of the type that its definition names. */
export type OperationInput = ReadonlyMap<string, readonly InputValue[]>

const valuesOf = (input: OperationInput, name: string): readonly unknown[] =>
  (input.get(name) ?? []).flatMap((each) => (each.kind === 'value' ? [each.value] : []))

/** The values of a parameter whose type is written as a string: code, uri, dateTime … */
export const textsOf = (input: OperationInput, name: string): readonly string[] =>
  valuesOf(input, name).filter((value) => typeof value === 'string')

/** The one value of such a parameter; undefined where it is absent. */
export const textOf = (input: OperationInput, name: string): string | undefined => textsOf(input, name)[0]

/** A boolean; undefined where it is absent. */
export const flagOf = (input: OperationInput, name: string): boolean | undefined =>
  valuesOf(input, name).find((value) => typeof value === 'boolean')

/** An integer; undefined where it is absent. */
export const wholeOf = (input: OperationInput, name: string): number | undefined =>
  valuesOf(input, name).find((value) => typeof value === 'number')

/** A data type such as Coding, as JSON has it; undefined where it is absent. */
export const recordOf = (input: OperationInput, name: string): Readonly<Record<string, unknown>> | undefined =>
  valuesOf(input, name).find(
    (value): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null,
  )

/** The resources of a parameter with their text. */
export const resourcesOf = (input: OperationInput, name: string): readonly JsonText[] =>
  (input.get(name) ?? []).flatMap((each) => (each.kind === 'resource' ? [each.resource] : []))

/** The parameters within each repetition of a parameter. */
export const partsOf = (input: OperationInput, name: string): readonly OperationInput[] =>
  (input.get(name) ?? []).flatMap((each) => (each.kind === 'parts' ? [each.parts] : []))
