import { isConformanceType, keepCanonicals } from '../conformance.js'
import { changeEpoch, epochOf, holdEpoch } from '../epoch.js'
import type { Place } from '../read.js'
import type { Decided } from './decide.js'
import type { WriteContext } from './write-context.js'

/**
 * The last step of a transaction: holds its writes to the epoch that they were judged under, and lets it grow where they change what is known. It
 * comes last, since others that write wait from here until the commit.
 */
export async function settleKnowledge(context: WriteContext, place: Place, decided: readonly Decided[]): Promise<void> {
  const writes = decided.map(({ write }) => write)
  const changes = decided.filter(({ version, outcome }) => isConformanceType(version.type) && outcome !== 'unchanged')
  if (changes.length === 0) {
    await holdEpoch(place, epochOf(writes))
    return
  }
  await keepCanonicals(
    place,
    changes.map(({ write }) => write),
    context.owner,
  )
  await changeEpoch(place, epochOf(writes))
}
