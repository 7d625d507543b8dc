import { atEntry } from '../../fhir/at-entry.js'
import { badRequest, FhirError } from '../../fhir/outcome.js'
import { resourceText } from '../../fhir/resource-text.js'
import type { Expectation } from '../../store/store.js'
import type { Conditions } from '../bundle/conditions.js'
import { severalMatches } from '../condition.js'
import { noMatch } from '../patch-conditional.js'
import { conditionalTarget } from '../update-conditional.js'
import type { PlannedEntry, Wish } from './planned-entry.js'

/** What an entry does, now that its conditions are answered. */
export type Action =
  | { readonly kind: 'put'; readonly type: string; readonly id: string; readonly expect: Expectation }
  | { readonly kind: 'patch'; readonly type: string; readonly id: string; readonly expect: Expectation }
  | { readonly kind: 'delete'; readonly type: string; readonly id: string; readonly expect: Expectation }
  /** A conditional create that found its resource, or another entry of the same criteria. */
  | { readonly kind: 'existing'; readonly type: string; readonly id: string; readonly madeHere: boolean }
  /** A conditional delete that found nothing. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'get' }

export interface ResolvedEntry {
  readonly planned: PlannedEntry
  readonly action: Action
}

/** How conditions were answered, what deletes take away first, and which criteria an earlier entry creates for. */
interface Resolution {
  readonly conditions: Conditions
  readonly deleted: ReadonlySet<string>
  readonly created: Map<string, string>
}

function existingOf({ conditions, deleted, created }: Resolution, wish: Wish & { kind: 'create' }): Action {
  const put: Action = { kind: 'put', type: wish.type, id: wish.id, expect: { kind: 'new' } }
  if (wish.criteria === undefined) return put
  const { type, criteria } = wish
  // Deletes come first in a transaction: what they take away no longer matches.
  const [match, other] = conditions.matches(type, criteria).filter((id) => !deleted.has(`${type}/${id}`))
  if (other !== undefined) throw severalMatches('`ifNoneExist`', type)
  if (match !== undefined) return { kind: 'existing', type, id: match, madeHere: false }
  const normalized = conditions.normalized(type, criteria)
  const earlier = created.get(normalized)
  if (earlier !== undefined) return { kind: 'existing', type, id: earlier, madeHere: true }
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

function single(conditions: Conditions, type: string, criteria: string, what: string): string | undefined {
  const [match, other] = conditions.matches(type, criteria)
  if (other !== undefined) throw severalMatches(what, type)
  return match
}

function patchOf({ conditions }: Resolution, { type, id, criteria, expect }: Wish & { kind: 'patch' }): Action {
  const target = id ?? single(conditions, type, criteria ?? '', 'the conditional patch')
  if (target === undefined) throw noMatch(type)
  return { kind: 'patch', type, id: target, expect }
}

function deleteOf({ conditions }: Resolution, { type, criteria }: Wish & { kind: 'delete-conditional' }): Action {
  const id = single(conditions, type, criteria, 'the conditional delete')
  return id === undefined ? { kind: 'nothing' } : { kind: 'delete', type, id, expect: { kind: 'any' } }
}

function actionOf(resolution: Resolution, wish: Wish): Action {
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
      return deleteOf(resolution, wish)
    case 'get':
      return { kind: 'get' }
  }
}

/** "If any resource identities (including resolved identities from conditional update/delete) overlap in steps 1-3, then the transaction SHALL fail." */
function refuseOverlap(entries: readonly ResolvedEntry[]): void {
  const seen = new Map<string, string>()
  for (const { planned, action } of entries) {
    if (action.kind !== 'put' && action.kind !== 'patch' && action.kind !== 'delete') continue
    const key = `${action.type}/${action.id}`
    const { place } = planned.entry
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

/** Gives each entry its target. Throws, named by the entry, what its conditions refuse. https://hl7.org/fhir/R4/http.html#trules */
export function resolveEntries(entries: readonly PlannedEntry[], conditions: Conditions): readonly ResolvedEntry[] {
  const created = new Map<string, string>()
  const resolveOne = (planned: PlannedEntry, deleted: ReadonlySet<string>): ResolvedEntry => {
    try {
      return { planned, action: actionOf({ conditions, deleted, created }, planned.wish) }
    } catch (error) {
      throw error instanceof FhirError ? atEntry(error, planned.entry.place) : error
    }
  }
  const isDelete = ({ wish }: PlannedEntry): boolean => wish.kind === 'delete' || wish.kind === 'delete-conditional'
  const none = new Set<string>()
  const deletes = new Map(entries.filter(isDelete).map((planned) => [planned, resolveOne(planned, none)]))
  const deleted = new Set(
    [...deletes.values()].flatMap(({ action }) => (action.kind === 'delete' ? [`${action.type}/${action.id}`] : [])),
  )
  const resolved = entries.map((planned) => deletes.get(planned) ?? resolveOne(planned, deleted))
  refuseOverlap(resolved)
  return resolved
}
