import type { ParameterDefinition } from './operation.js'

/** Parameters of one type that are given once at the most. */
export const single = (type: string, ...names: readonly string[]): readonly ParameterDefinition[] =>
  names.map((name) => ({ name, type, max: 1 }))

/** Parameters of one type that may repeat. */
export const repeated = (type: string, ...names: readonly string[]): readonly ParameterDefinition[] =>
  names.map((name) => ({ name, type, max: '*' }))
