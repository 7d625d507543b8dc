import { atEntry } from '../../fhir/at-entry.js'
import { FhirError, type Issue } from '../../fhir/outcome.js'
import { parseReference } from '../../fhir/reference.js'
import { type ResourceText, resourceText } from '../../fhir/resource-text.js'
import type { PutWrite, StoredVersion, UnitOfWork, Write } from '../../store/store.js'
import { type Conditions, unresolved } from '../bundle/conditions.js'
import { createIdentities, type Identities } from '../bundle/identities.js'
import type { ResolveLink } from '../bundle/rewrite.js'
import { inside } from '../inside.js'
import type { Context } from '../interaction.js'
import { current, patchedContent } from '../patched.js'
import { deleteOf, putOf } from '../prepare.js'
import { judgePatches, type Warnings } from './judge-entries.js'
import { linkedBody } from './planned-entry.js'
import type { Action, ResolvedEntry } from './resolve.js'

/** An entry with the writes that it leads to: one, or as many as a conditional delete found. */
export interface EntryWrites {
  readonly resolved: ResolvedEntry
  readonly writes: readonly Write[]
  /** What the judges warn of. */
  readonly warnings: readonly Issue[]
}

/** Identity of everything that the transaction names, for references. Entries whose resource stays as it is count too. */
export function identitiesOf(entries: readonly ResolvedEntry[]): Identities {
  return createIdentities(
    entries.flatMap(({ planned: { entry }, action }) =>
      'id' in action ? [{ fullUrl: entry.fullUrl, place: entry.place, target: `${action.type}/${action.id}` }] : [],
    ),
  )
}

/** How the links of one entry are rewritten: to the entries of the transaction, and to what conditional references found. */
function linkOf(identities: Identities, conditions: Conditions, fullUrl: string | undefined): ResolveLink {
  return (link, kind) => {
    const target = identities.resolve(link, fullUrl)
    if (target !== undefined || kind !== 'reference') return target
    const parsed = parseReference(link)
    if (parsed.kind !== 'conditional') return undefined
    const matches = conditions.matches(parsed.type, parsed.query)
    if (matches.length !== 1) throw unresolved(link, matches.length)
    return `${parsed.type}/${matches[0]}`
  }
}

async function patchTargets(
  context: Context,
  unit: UnitOfWork,
  entries: readonly ResolvedEntry[],
): Promise<ReadonlyMap<string, StoredVersion | undefined>> {
  const keys = entries.flatMap(({ action }) => (action.kind === 'patch' ? [{ type: action.type, id: action.id }] : []))
  const versions = await unit.readMany(keys, context.access.predicate('r'))
  return new Map(keys.map(({ type, id }, at) => [`${type}/${id}`, versions[at]]))
}

/** Everything that turning entries into writes stands on. */
interface Materials {
  readonly context: Context
  readonly identities: Identities
  readonly conditions: Conditions
  readonly patched: ReadonlyMap<string, StoredVersion | undefined>
}

function patchWrite(materials: Materials, { planned }: ResolvedEntry, action: Action & { kind: 'patch' }): PutWrite {
  const { context, identities, conditions, patched } = materials
  const { place, fullUrl } = planned.entry
  const version = current(patched.get(`${action.type}/${action.id}`), action)
  const body = linkedBody(planned)
  const request =
    body === undefined
      ? planned.request
      : { ...planned.request, body: context.rewrite(body, linkOf(identities, conditions, fullUrl)) }
  const expect = { kind: 'unchanged', version: version.version } as const
  return putOf(context, patchedContent(context, request, version), {
    id: action.id,
    method: 'PATCH',
    expect,
    entry: place,
  })
}

function writesOfEntry(materials: Materials, resolved: ResolvedEntry): readonly Write[] {
  const { context, identities, conditions } = materials
  const { planned, action } = resolved
  const { place, fullUrl, method } = planned.entry
  switch (action.kind) {
    case 'put': {
      const content = rewritten(context, resolved, linkOf(identities, conditions, fullUrl))
      const target = { id: action.id, method: method as 'POST' | 'PUT', expect: action.expect, entry: place }
      return [putOf(context, content, target)]
    }
    case 'patch':
      return [patchWrite(materials, resolved, action)]
    case 'delete':
      return [deleteOf(context, { type: action.type, id: action.id, expect: action.expect, entry: place })]
    case 'delete-matches':
      return action.ids.map((id) => deleteOf(context, { type: action.type, id, expect: { kind: 'any' }, entry: place }))
    default:
      return []
  }
}

function rewritten(context: Context, { planned }: ResolvedEntry, resolve: ResolveLink): ResourceText {
  const { wish } = planned
  if (!('body' in wish)) throw new Error('Only entries with a body are put.')
  return resourceText(context.rewrite(wish.body, resolve))
}

/** What turning entries into writes is done with. */
export interface WriteOptions {
  readonly entries: readonly ResolvedEntry[]
  readonly conditions: Conditions
  /** Of the entries that were judged before the transaction began. */
  readonly warnings: Warnings
}

/** Turns resolved entries into writes, references rewritten; throws, named by the entry, what is wrong. Patches are judged, as the others were before. */
export async function writesOf(
  context: Context,
  unit: UnitOfWork,
  { entries, conditions, warnings }: WriteOptions,
): Promise<readonly EntryWrites[]> {
  const patched = await patchTargets(context, unit, entries)
  const materials = { context, identities: identitiesOf(entries), conditions, patched }
  const entryWrites = entries.map((resolved) => {
    try {
      return { resolved, writes: writesOfEntry(materials, resolved) }
    } catch (error) {
      throw error instanceof FhirError ? atEntry(error, resolved.planned.entry.place) : error
    }
  })
  const patches = entryWrites.filter(({ resolved }) => resolved.action.kind === 'patch')
  const ofPatches = await judgePatches(inside(context, unit), patches)
  const warningsOf = ({ planned }: ResolvedEntry) => ofPatches.get(planned) ?? warnings.get(planned) ?? []
  return entryWrites.map((one) => ({ ...one, warnings: warningsOf(one.resolved) }))
}
