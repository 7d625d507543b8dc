import { FhirError, type Issue } from '../fhir/outcome.js'
import type { Context } from '../interactions/interaction.js'
import { purposeOf } from '../interactions/purpose.js'
import type { Write } from '../store/store.js'

/** Nothing is kept, so that it doesn't matter which knowledge it was judged by. */
function unjudged(write: Write): Write {
  if (write.kind === 'delete') return write
  const { epoch: _epoch, ...rest } = write
  return rest
}

/** The statuses by which the store says no to a write; any other says that it could not be asked. */
const verdicts: ReadonlySet<number> = new Set([409, 412, 422])

/**
 * What the store would say to a write: it is written in a transaction that is rolled back, so that references, versions and whoever refers to it are judged
 * exactly as they are then. Nothing stays. Answers no issues where it would be taken.
 */
export async function dryRun(context: Context, write: Write): Promise<readonly Issue[]> {
  const rollback = new Error('Nothing was wrong, and nothing is to stay.')
  try {
    await context.store.transaction(
      async (unit) => {
        await unit.writeAll([unjudged(write)])
        throw rollback
      },
      purposeOf([write.type]),
    )
    return []
  } catch (error) {
    if (error === rollback) return []
    if (error instanceof FhirError && verdicts.has(error.status)) return error.issues
    throw error
  }
}
