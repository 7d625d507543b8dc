import { bundleEntries } from '../../fhir/bundle-entries.js'
import { decodeString, membersOf } from '../../fhir/json-members.js'
import { decodeUtf8, parseJson } from '../../fhir/json-parse.js'
import type { JsonLimits } from '../../fhir/json-scan.js'
import type { JsonText } from '../../fhir/json-text.js'
import { parseReference } from '../../fhir/reference.js'

/** One resource of a unit (a line or a document), before its id is settled and its links are rewritten. */
export interface UnitResource {
  /** The index in `Bundle.entry`; undefined where the unit is no Bundle. */
  readonly entry: number | undefined
  readonly resource: JsonText
  readonly fullUrl: string | undefined
  /** `Type?query` of a conditional create or update, and which of them it is. */
  readonly condition: { readonly text: string; readonly method: 'create' | 'update' } | undefined
}

/** An entry that has nothing to import. */
export interface UnitRefusal {
  readonly entry: number
  readonly reason: string
}

export interface Unit {
  readonly resources: readonly UnitResource[]
  readonly refusals: readonly UnitRefusal[]
}

/** Bundles whose entries are imported one by one; every other Bundle (document, message, history …) is a resource of its own. */
const unpackedBundles = new Set<unknown>(['transaction', 'batch', 'collection', 'searchset'])

/**
 * Reads a line or document: a Bundle, a single resource, or a line of the rejects of an earlier import. Throws a `FhirError` where it is not JSON
 * of that form. https://hl7.org/fhir/R4/bundle.html
 */
export function readUnit(bytes: Buffer, limits: JsonLimits): Unit {
  const json = parseJson(decodeUtf8(bytes), limits)
  const value = json.value as Readonly<Record<string, unknown>>
  if (value.resourceType === 'Bundle' && unpackedBundles.has(value.type)) return readBundle(json)
  const resource = value.resourceType === undefined ? (rejectedResource(json) ?? json) : json
  return { resources: [{ entry: undefined, resource, fullUrl: undefined, condition: undefined }], refusals: [] }
}

function readBundle(bundle: JsonText): Unit {
  const resources: UnitResource[] = []
  const refusals: UnitRefusal[] = []
  bundleEntries(bundle).forEach(({ value, resource }, entry) => {
    const request = (value.request ?? {}) as Readonly<Record<string, unknown>>
    if (resource === undefined) {
      const reason = `\`Bundle.entry[${entry}]\` has no resource; requests such as \`${String(request.method)}\` are not imported.`
      refusals.push({ entry, reason })
      return
    }
    if (request.method === 'PATCH') {
      refusals.push({ entry, reason: `\`Bundle.entry[${entry}]\` is a PATCH; only whole resources are imported.` })
      return
    }
    const fullUrl = typeof value.fullUrl === 'string' ? value.fullUrl : undefined
    resources.push({ entry, resource, fullUrl, condition: conditionOf(request, resource) })
  })
  return { resources, refusals }
}

/** https://hl7.org/fhir/R4/http.html#ccreate and #cond-update */
function conditionOf(request: Readonly<Record<string, unknown>>, resource: JsonText): UnitResource['condition'] {
  const { ifNoneExist, url, method } = request
  if (method === 'PUT' && typeof url === 'string' && parseReference(url).kind === 'conditional') {
    return { text: url, method: 'update' }
  }
  if (typeof ifNoneExist !== 'string' || ifNoneExist === '') return undefined
  const type = String((resource.value as { readonly resourceType?: unknown }).resourceType)
  return { text: `${type}?${ifNoneExist.replace(/^.*\?/, '')}`, method: 'create' }
}

/** The resource in a line that an earlier import rejected, so that a corrected file of rejects can be imported as it is. */
function rejectedResource(json: JsonText): JsonText | undefined {
  const member = membersOf(json.text).find(({ name }) => name === 'resource')
  const { resource } = json.value as { readonly resource?: unknown }
  if (member === undefined || typeof resource !== 'object' || resource === null) return undefined
  return { text: json.text.slice(member.valueStart, member.end), value: resource }
}

const conditionalLiteral = /"reference":("[A-Z][A-Za-z]{1,63}\?(?:[^"\\]|\\.)*")/g

/** Every condition that a unit asks: of its entries' requests and its conditional references. A search of the text, which may find some too many. */
export function conditionsOf({ resources }: Unit): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { resource, condition } of resources) {
    if (condition !== undefined) found.add(condition.text)
    for (const [, literal = ''] of resource.text.matchAll(conditionalLiteral)) {
      found.add(decodeString(literal, 0, literal.length))
    }
  }
  return found
}
