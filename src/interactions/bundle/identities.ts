import { badRequest } from '../../fhir/outcome.js'
import { parseReference } from '../../fhir/reference.js'

/** Where references of a transaction lead: from what an entry calls itself (`fullUrl`) to the `Type/id` that it has on this server. */
export interface Identities {
  /** `Type/id` for a reference that stands in the entry with the given fullUrl; undefined where it names no entry of the transaction. */
  resolve(reference: string, within: string | undefined): string | undefined
}

/** The base of a RESTful fullUrl: `http://a/fhir` of `http://a/fhir/Patient/1`. */
function baseOf(fullUrl: string | undefined): string | undefined {
  if (fullUrl === undefined) return undefined
  const parsed = parseReference(fullUrl)
  return parsed.kind === 'restful' ? parsed.base : undefined
}

/** `urn:uuid:…` compares without case; a fragment or version after it belongs to the reference, not to the entry. */
const normalized = (fullUrl: string): string => (/^urn:/i.test(fullUrl) ? fullUrl.toLowerCase() : fullUrl)

/**
 * Collects what entries call themselves. Throws 400 where two entries have the same fullUrl. Relative references are resolved against the base of the
 * entry's own fullUrl, as a client reads them. https://hl7.org/fhir/R4/bundle.html#references
 */
export function createIdentities(
  entries: readonly { readonly fullUrl: string | undefined; readonly target: string; readonly place: string }[],
): Identities {
  const targets = new Map<string, string>()
  for (const { fullUrl, target, place } of entries) {
    if (fullUrl === undefined) continue
    const key = normalized(fullUrl)
    if (targets.has(key))
      throw badRequest(
        `\`${place}.fullUrl\` is \`${fullUrl}\`, as that of another entry. Each has to be its own.`,
        `${place}.fullUrl`,
      )
    targets.set(key, target)
  }
  const whole = (reference: string, within: string | undefined): string | undefined => {
    const parsed = parseReference(reference)
    if (parsed.kind === 'relative') {
      const base = baseOf(within)
      return base === undefined ? undefined : targets.get(`${base}/${parsed.type}/${parsed.id}`)
    }
    if (parsed.kind === 'restful') return targets.get(`${parsed.base}/${parsed.type}/${parsed.id}`)
    return targets.get(normalized(reference))
  }
  return {
    resolve: (reference, within) => {
      const hash = reference.indexOf('#')
      if (hash < 0) return whole(reference, within)
      const target = whole(reference.slice(0, hash), within)
      return target === undefined ? undefined : `${target}${reference.slice(hash)}`
    },
  }
}
