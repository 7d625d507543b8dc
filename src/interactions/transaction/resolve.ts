import { atEntry } from '../../fhir/at-entry.js'
import { badRequest, FhirError } from '../../fhir/outcome.js'
import { resourceText } from '../../fhir/resource-text.js'
import type { Expectation, Reader } from '../../store/store.js'
import type { Conditions } from '../bundle/conditions.js'
import { severalMatches } from '../condition.js'
import { requireFew } from '../delete-conditional.js'
import type { Context } from '../interaction.js'
import { noMatch } from '../patch-conditional.js'
import { conditionalTarget } from '../update-conditional.js'
import type { PlannedEntry, Wish } from './planned-entry.js'

/** What an entry does, now that its conditions are answered. */
export type Action =
  | { readonly kind: 'put'; readonly type: string; readonly id: string; readonly expect: Expectation }
  | { readonly kind: 'patch'; readonly type: string; readonly id: string; readonly expect: Expectation }
  | { readonly kind: 'delete'; readonly type: string; readonly id: string; readonly expect: Expectation }
  /** A conditional create that found its resource, or another entry of the same criteria. */
  | { readonly kind: 'existing'; readonly type: string; readonly id: string }
  /** A conditional delete: all that it found. */
  | { readonly kind: 'delete-matches'; readonly type: string; readonly ids: readonly string[] }
  | { readonly kind: 'get' }

export interface ResolvedEntry {
  readonly planned: PlannedEntry
  readonly action: Action
}

/** What entries are resolved by. */
export interface ResolveBy {
  readonly context: Context
  readonly reader: Reader
  /** Answered. */
  readonly conditions: Conditions
}

/** Also what deletes take away first, and which criteria an earlier entry creates for. */
interface Resolution extends ResolveBy {
  readonly deleted: ReadonlySet<string>
  readonly created: Map<string, string>
}

/** At most two of what an `ifNoneExist` matches: deletes come first in a transaction, so what they take away no longer does. */
async function remaining(resolution: Resolution, type: string, query: string): Promise<readonly string[]> {
  const { reader, conditions, deleted } = resolution
  const stays = (id: string): boolean => !deleted.has(`${type}/${id}`)
  const found = conditions.matches(type, query)
  if (found.length < 2 || found.every(stays)) return found.filter(stays)
  const gone = [...deleted].filter((key) => key.startsWith(`${type}/`)).length
  return (await conditions.find(reader, { type, query }, gone + 2)).filter(stays)
}

async function existingOf(resolution: Resolution, wish: Wish & { kind: 'create' }): Promise<Action> {
  const { conditions, created } = resolution
  const put: Action = { kind: 'put', type: wish.type, id: wish.id, expect: { kind: 'new' } }
  if (wish.criteria === undefined) return put
  const { type, criteria } = wish
  const [match, other] = await remaining(resolution, type, criteria)
  if (other !== undefined) throw severalMatches('`ifNoneExist`', type)
  if (match !== undefined) return { kind: 'existing', type, id: match }
  const normalized = conditions.normalized(type, criteria)
  const earlier = created.get(normalized)
  if (earlier !== undefined) return { kind: 'existing', type, id: earlier }
  created.set(normalized, wish.id)
  return put
}

function putOf({ conditions, created }: Resolution, wish: Wish & { kind: 'update-conditional' }): Action {
  const { type, criteria } = wish
  const normalized = conditions.normalized(type, criteria)
  const earlier = created.get(normalized)
  const found = conditions.matches(type, criteria)
  // What an earlier entry creates for the same criteria would be theirs too: the entries overlap then.
  const matches = found.length === 0 && earlier !== undefined ? [earlier] : found
  const options = { expect: wish.expect, createId: () => wish.freshId }
  const target = conditionalTarget(resourceText(wish.body), matches, options)
  if (matches.length === 0) created.set(normalized, target.id)
  return { kind: 'put', type, ...target }
}

function patchOf({ conditions }: Resolution, { type, id, criteria, expect }: Wish & { kind: 'patch' }): Action {
  const [match, other] = criteria === undefined ? [id] : conditions.matches(type, criteria)
  if (other !== undefined) throw severalMatches('the conditional patch', type)
  const target = id ?? match
  if (target === undefined) throw noMatch(type)
  return { kind: 'patch', type, id: target, expect }
}

async function matchesToDelete(by: ResolveBy, wish: Wish & { kind: 'delete-conditional' }): Promise<Action> {
  const { context, reader, conditions } = by
  const { type, criteria: query } = wish
  const found = conditions.matches(type, query)
  const atMost = context.limits.conditionalDeletesMax + 1
  const ids = found.length < Math.min(2, atMost) ? found : await conditions.find(reader, { type, query }, atMost)
  requireFew(context, type, ids.length)
  return { kind: 'delete-matches', type, ids }
}

async function actionOf(resolution: Resolution, wish: Wish): Promise<Action> {
  switch (wish.kind) {
    case 'create':
      return existingOf(resolution, wish)
    case 'update':
      return { kind: 'put', type: wish.type, id: wish.id, expect: wish.expect }
    case 'update-conditional':
      return putOf(resolution, wish)
    case 'patch':
      return patchOf(resolution, wish)
    case 'delete':
      return { kind: 'delete', type: wish.type, id: wish.id, expect: wish.expect }
    case 'delete-conditional':
      return matchesToDelete(resolution, wish)
    case 'get':
      return { kind: 'get' }
  }
}

/** `Type/id` of what an action changes or deletes. */
function changedBy(action: Action): readonly string[] {
  if (action.kind === 'delete-matches') return action.ids.map((id) => `${action.type}/${id}`)
  return action.kind === 'get' || action.kind === 'existing' ? [] : [`${action.type}/${action.id}`]
}

/** "If any resource identities (including resolved identities from conditional update/delete) overlap in steps 1-3, then the transaction SHALL fail." */
function refuseOverlap(entries: readonly ResolvedEntry[]): void {
  const seen = new Map<string, string>()
  for (const { planned, action } of entries) {
    const { place } = planned.entry
    for (const key of changedBy(action)) {
      const first = seen.get(key)
      if (first !== undefined) {
        throw badRequest(
          `\`${first}\` and \`${place}\` both change \`${key}\`: a transaction may change each resource once.`,
          first,
          place,
        )
      }
      seen.set(key, place)
    }
  }
}

/** Gives each entry its target. Throws, named by the entry, what its conditions refuse. https://hl7.org/fhir/R4/http.html#trules */
export async function resolveEntries(
  entries: readonly PlannedEntry[],
  by: ResolveBy,
): Promise<readonly ResolvedEntry[]> {
  const created = new Map<string, string>()
  const resolveOne = async (planned: PlannedEntry, deleted: ReadonlySet<string>): Promise<ResolvedEntry> => {
    try {
      return { planned, action: await actionOf({ ...by, deleted, created }, planned.wish) }
    } catch (error) {
      throw error instanceof FhirError ? atEntry(error, planned.entry.place) : error
    }
  }
  const deletes = new Map<PlannedEntry, ResolvedEntry>()
  for (const planned of entries) {
    const { kind } = planned.wish
    if (kind === 'delete' || kind === 'delete-conditional') deletes.set(planned, await resolveOne(planned, new Set()))
  }
  const deleted = new Set([...deletes.values()].flatMap(({ action }) => changedBy(action)))
  const resolved: ResolvedEntry[] = []
  for (const planned of entries) resolved.push(deletes.get(planned) ?? (await resolveOne(planned, deleted)))
  refuseOverlap(resolved)
  return resolved
}
