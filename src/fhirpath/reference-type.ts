/**
 * What `resolve()` can tell without a look into the database: the type of the resource that a reference points to. By the text of the
 * reference (`Patient/1`, `https://other/fhir/Patient/1/_history/2`, `Patient?identifier=…`), by the contained resource (`#1`), or
 * else by `Reference.type`. Undefined where nothing tells it. https://hl7.org/fhir/R4/references.html#Reference
 */
export function referencedType(value: unknown, root: unknown): string | undefined {
  if (typeof value === 'string') return typeOfText(value, root)
  if (typeof value !== 'object' || value === null) return undefined
  const { reference, type } = value as { reference?: unknown; type?: unknown }
  const named = typeof type === 'string' ? type.replace('http://hl7.org/fhir/StructureDefinition/', '') : undefined
  return (typeof reference === 'string' ? typeOfText(reference, root) : undefined) ?? named
}

const literal = /(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/
const conditional = /^([A-Z][A-Za-z]+)\?/

function typeOfText(reference: string, root: unknown): string | undefined {
  if (reference.startsWith('#')) return typeOfContained(reference.slice(1), root)
  return (literal.exec(reference) ?? conditional.exec(reference))?.[1]
}

/** `#` alone points to the resource that contains the reference. */
function typeOfContained(id: string, root: unknown): string | undefined {
  const { contained } = (root ?? {}) as { contained?: unknown }
  const resources: readonly unknown[] = id === '' ? [root] : Array.isArray(contained) ? contained : []
  for (const resource of resources) {
    const { id: own, resourceType } = (resource ?? {}) as { id?: unknown; resourceType?: unknown }
    if ((id === '' || own === id) && typeof resourceType === 'string') return resourceType
  }
  return undefined
}
