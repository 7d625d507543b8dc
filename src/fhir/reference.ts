/** What the text of `Reference.reference` can be. https://hl7.org/fhir/R4/references.html#literal */
export type ParsedReference =
  /** `Patient/1`, `Patient/1/_history/2`. */
  | { readonly kind: 'relative'; readonly type: string; readonly id: string; readonly version: string | undefined }
  /** An absolute url in the form of a RESTful server: `base` ends before `/Patient/1`. */
  | {
      readonly kind: 'restful'
      readonly base: string
      readonly type: string
      readonly id: string
      readonly version: string | undefined
    }
  /** Any other absolute url. */
  | { readonly kind: 'absolute'; readonly url: string }
  /** `urn:uuid:…`, `urn:oid:…`. */
  | { readonly kind: 'urn'; readonly urn: string }
  /** `#id` of a contained resource; empty for the container itself. */
  | { readonly kind: 'fragment'; readonly id: string }
  /** `Patient?identifier=…`: resolved within a transaction. */
  | { readonly kind: 'conditional'; readonly type: string; readonly query: string }
  | { readonly kind: 'other'; readonly text: string }

const restful =
  /^(?:([A-Za-z][A-Za-z0-9+.-]*:\/\/[^\s?#]+)\/)?([A-Z][A-Za-z]{1,63})\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/([A-Za-z0-9\-.]{1,64}))?$/
const conditional = /^([A-Z][A-Za-z]{1,63})\?(.+)$/s
const absolute = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//
const urn = /^urn:/i

/** Takes a literal reference apart by its form alone; whether the type exists is for the caller. Never throws. */
export function parseReference(text: string): ParsedReference {
  if (text.startsWith('#')) return { kind: 'fragment', id: text.slice(1) }
  const found = restful.exec(text)
  if (found !== null) {
    const [, base, type = '', id = '', version] = found
    return base === undefined ? { kind: 'relative', type, id, version } : { kind: 'restful', base, type, id, version }
  }
  const condition = conditional.exec(text)
  if (condition !== null) return { kind: 'conditional', type: condition[1] ?? '', query: condition[2] ?? '' }
  if (urn.test(text)) return { kind: 'urn', urn: text }
  return absolute.test(text) ? { kind: 'absolute', url: text } : { kind: 'other', text }
}

const withoutSlash = (address: string): string => address.replace(/\/+$/, '')

/**
 * How references are seen from a server that is reached under these addresses (`BASE_URL` and its aliases): the function gives `Type/id` of a relative
 * reference, or of an absolute one that begins with an own address; else the reference itself. Versions of RESTful references are left out.
 * https://hl7.org/fhir/R4/references.html#literal
 */
export function createReferenceNormalizer(
  baseUrl: string,
  aliases: readonly string[] = [],
): (reference: string) => string {
  const own = new Set([baseUrl, ...aliases].map(withoutSlash))
  return (reference) => {
    const parsed = parseReference(reference)
    if (parsed.kind === 'relative') return `${parsed.type}/${parsed.id}`
    if (parsed.kind !== 'restful') return reference
    const base = withoutSlash(parsed.base)
    return own.has(base) ? `${parsed.type}/${parsed.id}` : `${base}/${parsed.type}/${parsed.id}`
  }
}
