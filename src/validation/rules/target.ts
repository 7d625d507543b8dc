import { parseReference } from '../../fhir/reference.js'
import { shown, suggestion } from '../../fhir/suggest.js'
import type { JsonRecord } from '../check.js'
import type { Spot } from '../run.js'
import { isAbsoluteUri } from './absolute-uri.js'
import { found, invariantOf } from './found.js'
import { type Aggregation, bundledResources, containedResource, withoutFragment } from './resolve.js'

/** Where a literal reference leads, as far as it can be said without asking the store. */
export interface Target {
  readonly where: Aggregation
  /** The type of the resource; undefined where the reference does not tell. */
  readonly type: string | undefined
  /** The resource itself, where it is contained or in the Bundle. */
  readonly resource: JsonRecord | undefined
  /** The version that the reference names. */
  readonly version: string | undefined
}

/** Finds where a literal reference leads; undefined where it is malformed or leads nowhere, which is reported. https://hl7.org/fhir/R4/references.html#literal */
export function locateTarget(text: string, spot: Spot): Target | undefined {
  const parsed = parseReference(withoutFragment(text))
  const { definitions } = spot.frame.run
  switch (parsed.kind) {
    case 'fragment':
      return withinResource(parsed.id, spot)
    case 'relative':
      if (!definitions.isResourceType(parsed.type)) return unknownType(text, parsed.type, spot)
      return inBundle(text, spot) ?? elsewhere(parsed.type, parsed.version)
    case 'restful':
      return (
        inBundle(text, spot) ??
        elsewhere(definitions.isResourceType(parsed.type) ? parsed.type : undefined, parsed.version)
      )
    case 'conditional':
      if (!definitions.isResourceType(parsed.type)) return unknownType(text, parsed.type, spot)
      return conditional(text, parsed.type, spot)
    case 'urn':
      return inBundle(text, spot) ?? nowhere(text, spot)
    case 'absolute':
      return inBundle(text, spot) ?? elsewhere(undefined, undefined)
    default:
      return isAbsoluteUri(text) ? elsewhere(undefined, undefined) : malformed(text, spot)
  }
}

const elsewhere = (type: string | undefined, version: string | undefined): Target => ({
  where: 'referenced',
  type,
  resource: undefined,
  version,
})

const typeOf = ({ resourceType }: JsonRecord): string | undefined =>
  typeof resourceType === 'string' ? resourceType : undefined

/** `#` alone is the container; in a resource that nobody contains, it is that resource. https://hl7.org/fhir/R4/references.html#contained */
function withinResource(id: string, spot: Spot): Target | undefined {
  const { frame } = spot
  const resource = id === '' ? frame.rootResource : containedResource(frame, id)
  if (resource !== undefined) return { where: 'contained', type: typeOf(resource), resource, version: undefined }
  found(spot, '/reference', {
    code: 'invariant',
    sentence: `\`{path}\` is \`#${shown(id)}\`, but no contained resource has the id \`${shown(id)}\`.`,
    rule: invariantOf('Reference', 'ref-1'),
  })
  return undefined
}

function inBundle(text: string, spot: Spot): Target | undefined {
  const { bundle } = spot.frame
  if (bundle === undefined) return undefined
  const matches = bundledResources(bundle.frame.resource, bundle.fullUrl, text)
  const [resource] = matches
  if (resource === undefined) return undefined
  if (matches.length > 1 && bundle.frame.resource.type === 'document') {
    found(spot, '/reference', {
      code: 'multiple-matches',
      sentence: `\`{path}\` is \`${shown(text)}\`, which fits ${matches.length} entries of the Bundle; a version would tell which is meant.`,
    })
  }
  const version = parseReference(withoutFragment(text))
  return {
    where: 'bundled',
    type: typeOf(resource),
    resource,
    version: version.kind === 'relative' || version.kind === 'restful' ? version.version : undefined,
  }
}

function conditional(text: string, type: string, spot: Spot): Target | undefined {
  if (spot.frame.bundle?.frame.resource.type === 'transaction') return elsewhere(type, undefined)
  found(spot, '/reference', {
    code: 'value',
    sentence: `\`{path}\` is \`${shown(text)}\`; a reference by search criteria is allowed within a transaction only.`,
  })
  return undefined
}

/** A urn is an address only within its Bundle; outside it leads nowhere. */
function nowhere(text: string, spot: Spot): Target {
  const sentence =
    spot.frame.bundle === undefined
      ? `\`{path}\` is \`${shown(text)}\`, and no Bundle is around it in which that could be found.`
      : `\`{path}\` is \`${shown(text)}\`, which is the fullUrl of no entry of the Bundle.`
  found(spot, '/reference', { severity: 'warning', code: 'not-found', sentence })
  return elsewhere(undefined, undefined)
}

function unknownType(text: string, type: string, spot: Spot): undefined {
  const { resourceTypes } = spot.frame.run.definitions
  found(spot, '/reference', {
    code: 'value',
    sentence: `\`{path}\` is \`${shown(text)}\`, but \`${shown(type)}\` is no resource type of FHIR R4.${suggestion(type, resourceTypes)}`,
  })
}

function malformed(text: string, spot: Spot): undefined {
  found(spot, '/reference', {
    code: 'value',
    sentence: `\`{path}\` is \`${shown(text)}\`; it has to be \`Type/id\` such as \`Patient/1\`, an absolute uri, or \`#id\` of a contained resource.`,
  })
}
