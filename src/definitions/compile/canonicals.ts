import type { CanonicalType } from '../canonicals.js'
import type { CompactCanonical, CompactCanonicals } from '../compact.js'
import { corrected, everyElement } from './corrections.js'
import { canonicalTypes, type SourceCanonical, type SourceElement } from './source.js'

export interface CanonicalPacks {
  readonly index: CompactCanonicals
  /** For each type its resources, one a line. */
  readonly packs: ReadonlyMap<CanonicalType, string>
}

/**
 * Packs conformance resources: by type, sorted by url and version, without narrative, and without the differential where a snapshot is there. Of
 * two of the same url and version the first is kept.
 */
export function compileCanonicals(resources: readonly SourceCanonical[]): CanonicalPacks {
  const packed = canonicalTypes.map((type) => ({
    type,
    ...packOf(resources.filter(({ resourceType }) => resourceType === type).map(separated)),
  }))
  return {
    index: Object.fromEntries(packed.map(({ type, places }) => [type, places])) as CompactCanonicals,
    packs: new Map(packed.map(({ type, text }) => [type, text])),
  }
}

const keyOf = ({ url, version = '' }: SourceCanonical) => `${url}|${version}`

function packOf(resources: readonly SourceCanonical[]): { places: readonly CompactCanonical[]; text: string } {
  const distinct = new Map(resources.toReversed().map((resource) => [keyOf(resource), resource]))
  const sorted = [...distinct.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, resource]) => resource)
  const lines = sorted.map((resource) => JSON.stringify(slim(resource)))
  const places: CompactCanonical[] = []
  let offset = 0
  for (const [position, { url, version = '', id }] of sorted.entries()) {
    const length = Buffer.byteLength(lines[position] ?? '')
    places.push([url, version, id, offset, length])
    offset += length + 1
  }
  return { places, text: lines.map((line) => `${line}\n`).join('') }
}

/**
 * A few tables of v2 have a version in their url (`…/v2-0360|2.3.1`), which a canonical can't have, and their own number as the version. They get
 * it where it belongs, as do the value sets that include them. https://hl7.org/fhir/R4/terminologies-v2.html
 */
function separated(resource: SourceCanonical): SourceCanonical {
  const [url = '', version] = resource.url.split('|')
  if (resource.compose !== undefined) {
    const include = resource.compose.include.map((part) => {
      const [system, systemVersion] = part.system?.split('|') ?? []
      return systemVersion === undefined ? part : { ...part, system, version: systemVersion }
    })
    return { ...resource, compose: { ...resource.compose, include } } as SourceCanonical
  }
  return version === undefined ? resource : { ...resource, url, version }
}

function slim(resource: SourceCanonical & { text?: unknown; differential?: unknown }): object {
  const { text: _, differential, snapshot, ...rest } = resource
  if (snapshot === undefined) return { ...rest, ...(differential !== undefined && { differential }) }
  return { ...rest, snapshot: { ...snapshot, element: corrected(snapshot.element).map(complete) } }
}

/** An element that the corrections put back says only what sets it apart; this adds what every element of a snapshot says. */
function complete(element: SourceElement): object {
  const { path, min, max } = element
  if (element.id !== undefined) return element
  const same = { id: path, base: { path, min, max }, constraint: [everyElement], isModifier: false, isSummary: false }
  return { ...same, ...element }
}
