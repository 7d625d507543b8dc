import type { OperationEntry, ParameterDefinition } from './operation.js'

/** Parameters of one type that are given once at the most. */
export const single = (type: string, ...names: readonly string[]): readonly ParameterDefinition[] =>
  names.map((name) => ({ name, type, max: 1 }))

/** Parameters of one type that may repeat. */
export const repeated = (type: string, ...names: readonly string[]): readonly ParameterDefinition[] =>
  names.map((name) => ({ name, type, max: '*' }))

/** Where the operations stand that read only: on the type and on a stored resource, by GET and POST, for clients that may read. */
export const readsOnly: Pick<OperationEntry, 'places' | 'methods'> = {
  places: [
    { level: 'type', scope: 'r' },
    { level: 'instance', scope: 'r' },
  ],
  methods: ['GET', 'POST'],
}
