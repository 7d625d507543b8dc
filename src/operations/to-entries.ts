import { instanceOf } from '../interactions/address.js'
import type { FhirRequest, InteractionEntry } from '../interactions/interaction.js'
import type { OperationEntry, OperationLevel, OperationPlace } from './operation.js'
import { readInput } from './read-input.js'

/** The path of an operation on a type, or on every type. */
function pathOf(level: OperationLevel, code: string, type: string | undefined): string {
  const base = level === 'system' ? '' : `/${type ?? ':type'}`
  return level === 'instance' ? `${base}/:id/$${code}` : `${base}/$${code}`
}

/** The lines of one operation at one level. */
function entriesAt(entry: OperationEntry, { level, scope }: OperationPlace): readonly InteractionEntry[] {
  const types = entry.types === '*' || level === 'system' ? [undefined] : entry.types
  const { code, definition } = entry
  return types.flatMap((type) =>
    entry.methods.map((method) => ({
      name: `$${code}` as const,
      method,
      path: pathOf(level, code, type),
      ...(type === undefined ? {} : { type }),
      scope,
      operation: { code, definition, level },
      perform: async (context, request: FhirRequest) => {
        const address = level === 'instance' ? instanceOf(context, request) : { type: request.type, id: undefined }
        return entry.perform(context, { level, ...address, input: readInput(context, entry, request), request })
      },
    })),
  )
}

/**
 * Operations as lines of the table of interactions, so that everything that is derived from it knows them too. Those of a type have its name in
 * their path. https://hl7.org/fhir/R4/operations.html
 */
export const operationEntries = (operations: readonly OperationEntry[]): readonly InteractionEntry[] =>
  operations.flatMap((entry) => entry.places.flatMap((place) => entriesAt(entry, place)))
