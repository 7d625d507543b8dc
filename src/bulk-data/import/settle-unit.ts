import { addressableIds, isAddressableId } from '../../fhir/id.js'
import type { JsonText } from '../../fhir/json-text.js'
import { FhirError } from '../../fhir/outcome.js'
import { parseReference } from '../../fhir/reference.js'
import { type ResourceText, resourceText } from '../../fhir/resource-text.js'
import type { RewriteLinks } from './import.js'
import type { UnitResource } from './read-unit.js'

/** A resource that is ready to be written, or why it isn't. */
export type Settled =
  | {
      readonly kind: 'write'
      readonly entry: number | undefined
      readonly content: ResourceText & { readonly id: string }
    }
  /** A conditional create that found its resource. */
  | { readonly kind: 'unchanged'; readonly entry: number | undefined; readonly type: string }
  | {
      readonly kind: 'reject'
      readonly entry: number | undefined
      readonly type: string | undefined
      readonly reason: string
      readonly resource: string | undefined
    }

/** What settling stands on. */
export interface Settling {
  readonly rewrite: RewriteLinks
  /** The ids that match each condition of the unit. */
  readonly matches: ReadonlyMap<string, readonly string[]>
  readonly createId: () => string
}

/** A resource with the id under which it will be stored; `present` where a conditional create need not write it. */
interface Identified {
  readonly from: UnitResource
  readonly type: string
  readonly id: string
  readonly present: 'yes' | 'no'
}

/**
 * Gives every resource of a unit its id, and turns references to other entries (`urn:uuid:…`) and conditional references into `Type/id`.
 * https://hl7.org/fhir/R4/http.html#trules
 */
export function settleUnit(resources: readonly UnitResource[], settling: Settling): readonly Settled[] {
  const created = new Map<string, string>()
  const identified = resources.map((from) => identifyOnce(from, settling, created))
  const targets = new Map<string, string>()
  for (const one of identified) {
    if ('kind' in one || one.from.fullUrl === undefined) continue
    targets.set(one.from.fullUrl, `${one.type}/${one.id}`)
  }
  return identified.map((one) => {
    if ('kind' in one) return one
    if (one.present === 'yes') return { kind: 'unchanged', entry: one.from.entry, type: one.type }
    return settle(one, targets, settling)
  })
}

/** Two conditional creates of the same criteria in one unit make one resource: `created` remembers what the first of them makes. */
function identifyOnce(from: UnitResource, settling: Settling, created: Map<string, string>): Identified | Settled {
  const { condition } = from
  const one = identify(from, settling)
  if ('kind' in one || condition?.method !== 'create' || one.present === 'yes') return one
  const earlier = created.get(condition.text)
  if (earlier !== undefined) return { ...one, id: earlier, present: 'yes' }
  created.set(condition.text, one.id)
  return one
}

function identify(from: UnitResource, { matches, createId }: Settling): Identified | Settled {
  const { resourceType: type, id } = from.resource.value as { readonly resourceType?: unknown; readonly id?: unknown }
  if (typeof type !== 'string' || type === '') return reject(from, 'The resource has no `resourceType`.')
  if (id !== undefined) {
    if (typeof id === 'string' && isAddressableId(id)) return { from, type, id, present: 'no' }
    return reject(from, `\`${String(id).slice(0, 100)}\` is not a valid id: expected ${addressableIds}.`)
  }
  const { condition } = from
  const ids = condition === undefined ? [] : (matches.get(condition.text) ?? [])
  if (ids.length > 1) return reject(from, `\`${condition?.text}\` matches several resources.`)
  const [matched] = ids
  if (matched !== undefined) {
    return { from, type, id: matched, present: condition?.method === 'create' ? 'yes' : 'no' }
  }
  return { from, type, id: idOfFullUrl(from.fullUrl) ?? createId(), present: 'no' }
}

/** The id that a full url names: importing the same Bundle again then finds the same resource. */
function idOfFullUrl(fullUrl: string | undefined): string | undefined {
  if (fullUrl === undefined) return undefined
  const uuid = /^urn:uuid:([0-9a-f-]{36})$/i.exec(fullUrl)?.[1]
  if (uuid !== undefined) return uuid.toLowerCase()
  const parsed = parseReference(fullUrl)
  return parsed.kind === 'restful' && isAddressableId(parsed.id) ? parsed.id : undefined
}

function settle(
  { from, id }: Identified,
  targets: ReadonlyMap<string, string>,
  { rewrite, matches }: Settling,
): Settled {
  const problems: string[] = []
  const resolve = (link: string, kind: 'reference' | 'link'): string | undefined => {
    const target = targets.get(link)
    if (target !== undefined || kind === 'link') return target
    const parsed = parseReference(link)
    if (parsed.kind !== 'conditional') return undefined
    const ids = matches.get(link) ?? []
    if (ids.length === 1) return `${parsed.type}/${ids[0]}`
    problems.push(
      ids.length === 0
        ? `The reference \`${link}\` matches no resource; import what it refers to first.`
        : `The reference \`${link}\` matches several resources.`,
    )
    return undefined
  }
  try {
    const rewritten: JsonText = rewrite(from.resource, resolve)
    const [problem] = problems
    if (problem !== undefined) return reject(from, problem)
    return { kind: 'write', entry: from.entry, content: { ...resourceText(rewritten), id } }
  } catch (error) {
    if (error instanceof FhirError) return reject(from, error.message)
    throw error
  }
}

function reject({ entry, resource }: UnitResource, reason: string): Settled {
  const { resourceType } = resource.value as { readonly resourceType?: unknown }
  const type = typeof resourceType === 'string' && /^[A-Za-z]{1,64}$/.test(resourceType) ? resourceType : undefined
  return { kind: 'reject', entry, type, reason, resource: resource.text }
}
