import type { Parameters, ParametersParameter } from '@medplum/fhirtypes'

/** A Parameters resource; what is undefined is left out. https://hl7.org/fhir/R4/parameters.html */
export const parametersOf = (...list: readonly (ParametersParameter | undefined)[]): Parameters => ({
  resourceType: 'Parameters',
  parameter: list.flatMap((each) => each ?? []),
})

/** A string parameter, undefined where there is no value. */
export const stringParameter = (name: string, value: string | undefined): ParametersParameter | undefined =>
  value === undefined ? undefined : { name, valueString: value }

/** A code parameter, undefined where there is no value. */
export const codeParameter = (name: string, value: string | undefined): ParametersParameter | undefined =>
  value === undefined ? undefined : { name, valueCode: value }

/** A uri parameter, undefined where there is no value. */
export const uriParameter = (name: string, value: string | undefined): ParametersParameter | undefined =>
  value === undefined ? undefined : { name, valueUri: value }

/** A parameter with parts. */
export const partsParameter = (
  name: string,
  ...parts: readonly (ParametersParameter | undefined)[]
): ParametersParameter => ({ name, part: parts.flatMap((each) => each ?? []) })
