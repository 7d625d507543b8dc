import { type FhirError, issue, unprocessable } from '../../fhir/outcome.js'
import type { LocalReference } from '../../search/index-row.js'
import type { PutWrite } from '../store.js'
import { keyOf } from './statements.js'

/** The references of a write that have to be there: all but those to itself. */
export const targetsOf = (write: PutWrite): readonly LocalReference[] =>
  write.index.references.filter((reference) => keyOf(reference) !== keyOf(write))

/** 422 for references to what is not there: each of them is named with its place. */
export function danglingReferences(missing: readonly LocalReference[]): FhirError {
  return unprocessable(
    ...missing.map((reference) =>
      issue(
        'not-found',
        `\`${reference.path}\` refers to \`${keyOf(reference)}\`, which is not on this server. Create it first, or put both into one transaction.`,
        reference.path,
      ),
    ),
  )
}
