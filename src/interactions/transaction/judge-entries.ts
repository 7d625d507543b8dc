import { atEntry } from '../../fhir/at-entry.js'
import { FhirError, type Issue, issue } from '../../fhir/outcome.js'
import { resourceText } from '../../fhir/resource-text.js'
import type { PutWrite, Write } from '../../store/store.js'
import type { Context, ProposedWrite } from '../interaction.js'
import { judgeAll, refusedOf } from '../judge.js'
import type { PlannedEntry } from './planned-entry.js'
import type { ResolvedEntry } from './resolve.js'

/** What the judges warn of, by entry. */
export type Warnings = ReadonlyMap<PlannedEntry, readonly Issue[]>

/** Issues of one refusal: a Bundle of thousands of wrong entries is told no more at once. */
const ISSUES_MAX = 200

interface ProposedEntry {
  readonly planned: PlannedEntry
  readonly write: ProposedWrite
}

/** The refusals of several entries as one: 400 where the structure of one is wrong, since then nothing else counts. */
function refusalOf(refused: readonly FhirError[]): FhirError {
  const issues = refused.flatMap((error) => error.issues)
  const status = refused.find((error) => error.status === 400)?.status ?? refused[0]?.status ?? 422
  const more = issue(
    'informational',
    `There are more problems than these ${ISSUES_MAX}; correct them first, then send it again.`,
  )
  return new FhirError(status, issues.length <= ISSUES_MAX ? issues : [...issues.slice(0, ISSUES_MAX), more])
}

async function judgeEntries(context: Context, entries: readonly ProposedEntry[]): Promise<Warnings> {
  if (entries.length === 0) return new Map()
  const verdicts = await judgeAll(
    context,
    entries.map(({ write }) => write),
  )
  const refused = refusedOf(verdicts).map(({ at, refusal }) => atEntry(refusal, entries[at]?.planned.entry.place))
  if (refused.length > 0) throw refusalOf(refused)
  return new Map(entries.map(({ planned }, at) => [planned, verdicts[at]?.warnings ?? []]))
}

/** What an entry wants to write, as the client sent it; undefined where that is not known before the transaction reads. */
function proposed({ wish, request, entry }: PlannedEntry, bundle: object): ProposedWrite | undefined {
  if (!('body' in wish)) return undefined
  const id = 'id' in wish ? wish.id : wish.freshId
  return {
    type: wish.type,
    id,
    method: request.method === 'POST' ? 'POST' : 'PUT',
    content: resourceText(wish.body),
    within: { bundle, fullUrl: entry.fullUrl },
  }
}

/**
 * Judges everything that the entries bring, together and before the transaction begins. The resources are judged as the client sent them: the specification has
 * links of type oid and uuid rewritten too, though they are none any more then. Throws the refusals of all entries as one, each named by its entry.
 * https://hl7.org/fhir/R4/http.html#trules
 */
export async function judgeBodies(
  context: Context,
  bundle: object,
  entries: readonly PlannedEntry[],
): Promise<Warnings> {
  return judgeEntries(
    context,
    entries.flatMap((planned) => {
      const write = proposed(planned, bundle)
      return write === undefined ? [] : [{ planned, write }]
    }),
  )
}

const isPut = (write: Write): write is PutWrite => write.kind === 'put'

/** Judges what patches made of the versions that the transaction read; `context` is that inside of it. */
export async function judgePatches(
  context: Context,
  patches: readonly { readonly resolved: ResolvedEntry; readonly writes: readonly Write[] }[],
): Promise<Warnings> {
  return judgeEntries(
    context,
    patches.flatMap(({ resolved: { planned }, writes }) => writes.filter(isPut).map((write) => ({ planned, write }))),
  )
}
