import type { CanonicalEntry, CanonicalType } from './canonicals.js'
import type { CompactCanonicals } from './compact.js'
import { entryOfText } from './entry.js'
import { compiledFolder, readCompiled, readCompiledPart } from './read-compiled.js'

const coreOrigin = 'hl7.fhir.r4.core#4.0.1'

/**
 * The layer of R4's own conformance resources, as entries. Reads the index only (about 4,500 lines); a resource is read and parsed when it is first
 * asked for. Throws where the build has not run.
 */
export function loadCanonicals(folder: URL = compiledFolder): readonly CanonicalEntry[] {
  const index = readCompiled<CompactCanonicals>(new URL('canonicals/index.json', folder))
  return (Object.keys(index) as CanonicalType[]).flatMap((type) => {
    const pack = new URL(`canonicals/${type}.ndjson`, folder)
    return index[type].map(([url, version, id, offset, length]) =>
      entryOfText({ type, url, version: version === '' ? undefined : version, id, origin: coreOrigin }, () =>
        readCompiledPart(pack, offset, length),
      ),
    )
  })
}
