import type { AccessPredicate } from '../access/access.js'
import { FhirError, issue, preconditionFailed } from '../fhir/outcome.js'
import type { Condition } from '../search/planner.js'
import type { Reader, StoredVersion } from '../store/store.js'
import type { Context } from './interaction.js'

/** Understands the criteria of a conditional interaction, within what the client may search. */
export function conditionOf(context: Context, type: string, query: string): Condition {
  return context.planner.condition(type, query, context.access.predicate('s'))
}

/** Ids that fulfil a condition, at most two: enough to know none, one or several. */
export async function matchingIds(
  reader: Reader,
  condition: Condition,
  access: AccessPredicate,
): Promise<readonly string[]> {
  const [type = ''] = condition.plan.types
  if (condition.tokens !== undefined) return (await reader.matchTokens(type, [condition.tokens], access))[0] ?? []
  const page = await reader.search({ ...condition.plan, count: 2, total: 'none' })
  return page.matches.map(({ id }) => id)
}

/** 412 for criteria that select more than one resource. https://hl7.org/fhir/R4/http.html#cond-update */
export const severalMatches = (what: string, type: string): FhirError =>
  preconditionFailed(
    'multiple-matches',
    `The criteria of ${what} match more than one \`${type}\`. Make them more specific, for example by an identifier with its system.`,
  )

/** What a condition found, as it was read after; throws 503 where it vanished between the two statements, which trying again resolves. */
export function stillThere(version: StoredVersion | undefined, type: string, id: string): StoredVersion {
  if (version !== undefined && !version.deleted) return version
  throw new FhirError(503, [issue('conflict', `\`${type}/${id}\` changed at the same moment. Try again.`)], {
    'retry-after': '1',
  })
}

/** The current version of what a condition found. Throws as `stillThere`. */
export async function matched(
  reader: Reader,
  type: string,
  id: string,
  access: AccessPredicate,
): Promise<StoredVersion> {
  return stillThere(await reader.read(type, id, access), type, id)
}
