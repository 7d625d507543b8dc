import type { Definitions } from '../../definitions/definitions.js'
import { shown } from '../../fhir/suggest.js'
import type { JsonRecord } from '../check.js'
import type { Rule, Spot } from '../run.js'
import { isRecord } from '../shapes.js'
import { found, invariantOf } from './found.js'

/**
 * Checks the contained resources of a resource: ids, nothing nested, no versions or security labels, and that each is needed (dom-2 to dom-5).
 * https://hl7.org/fhir/R4/references.html#contained
 */
export const contained = (): Rule => (value, spot) => {
  if (!isRecord(value) || !Array.isArray(value.contained)) return
  const resources: readonly unknown[] = value.contained
  const ids = new Set<string>()
  for (const [index, resource] of resources.entries()) {
    if (!isRecord(resource)) continue
    checkId(resource, ids, index, spot)
    checkContent(resource, `/contained/${index}`, spot)
  }
  checkNeeded(value, resources, spot)
}

function checkId({ id }: JsonRecord, ids: Set<string>, index: number, spot: Spot): void {
  const within = `/contained/${index}`
  if (typeof id !== 'string') {
    const sentence = '`{path}` has no `id`; a contained resource is found by its id alone.'
    if (id === undefined) found(spot, within, { code: 'required', sentence })
    return
  }
  if (ids.has(id)) {
    const sentence = `\`{path}\` is \`${shown(id)}\`, which another contained resource has too.`
    found(spot, `${within}/id`, { code: 'duplicate', sentence })
  }
  ids.add(id)
}

function checkContent(resource: JsonRecord, within: string, spot: Spot): void {
  if (resource.contained !== undefined) {
    found(spot, `${within}/contained`, {
      code: 'invariant',
      sentence: '`{path}`: a contained resource may not contain others; put them beside it.',
      rule: invariantOf('DomainResource', 'dom-2'),
    })
  }
  const { meta } = resource
  if (!isRecord(meta)) return
  for (const name of ['versionId', 'lastUpdated'] as const) {
    if (meta[name] === undefined) continue
    found(spot, `${within}/meta/${name}`, {
      code: 'invariant',
      sentence: `\`{path}\`: a contained resource has no \`${name}\`, since it has no versions of its own.`,
      rule: invariantOf('DomainResource', 'dom-4'),
    })
  }
  if (meta.security === undefined) return
  found(spot, `${within}/meta/security`, {
    code: 'invariant',
    sentence: '`{path}`: a contained resource has no security label; that of its container holds for it.',
    rule: invariantOf('DomainResource', 'dom-5'),
  })
}

/** dom-3: each is referred to from somewhere in the resource, or refers to its container. */
function checkNeeded(container: JsonRecord, resources: readonly unknown[], spot: Spot): void {
  const { definitions } = spot.frame.run
  const mentioned = new Set<string>()
  collectFragments(container, typeOf(container), { definitions, fragments: mentioned })
  for (const [index, resource] of resources.entries()) {
    if (!isRecord(resource) || typeof resource.id !== 'string' || mentioned.has(`#${resource.id}`)) continue
    const inside = new Set<string>()
    if (mentioned.has('#')) collectFragments(resource, typeOf(resource), { definitions, fragments: inside })
    if (inside.has('#')) continue
    found(spot, `/contained/${index}`, {
      code: 'invariant',
      sentence: `\`{path}\`: nothing refers to \`#${shown(resource.id)}\`, and it does not refer to its container; a contained resource has to be needed.`,
      rule: invariantOf('DomainResource', 'dom-3'),
    })
  }
}

const typeOf = ({ resourceType }: JsonRecord): string => (typeof resourceType === 'string' ? resourceType : '')

/** Types whose values may lead to a contained resource. */
const addresses = new Set(['uri', 'url', 'canonical'])

interface Collection {
  readonly definitions: Definitions
  readonly fragments: Set<string>
}

/** `<img src="#id"/>` and `<a href="#id">` of a narrative. https://hl7.org/fhir/R4/narrative.html#xhtml */
const narrativeFragment = /\s(?:src|href)\s?=\s?["'](#[^"']+)["']/g

/** Takes every `#…` of an element `reference`, of every uri, url and canonical, and of narratives, at any depth. */
function collectFragments(value: JsonRecord, type: string, into: Collection): void {
  const members = into.definitions.type(type)?.byJsonName
  if (members === undefined) return
  for (const name of Object.keys(value)) {
    const plain = name.startsWith('_') ? name.slice(1) : name
    const memberType = members.get(plain)?.type
    if (memberType === undefined) continue
    const isAddress = name === 'reference' || addresses.has(memberType)
    const member = value[name]
    const items: readonly unknown[] = Array.isArray(member) ? member : [member]
    for (const item of items) {
      if (typeof item === 'string') {
        if (isAddress && item.startsWith('#')) into.fragments.add(item)
        if (memberType === 'xhtml')
          for (const [, fragment = ''] of item.matchAll(narrativeFragment)) into.fragments.add(fragment)
      } else if (isRecord(item)) {
        // Beside a primitive stands an Element; what it can hold is its extensions.
        const itemType = plain !== name ? 'Element' : memberType === 'Resource' ? typeOf(item) : memberType
        collectFragments(item, itemType, into)
      }
    }
  }
}
