import { createReferenceNormalizer } from '../fhir/reference.js'
import { zoneClock } from '../fhir/time-zone.js'
import { columnsFor } from './columns.js'
import type { IndexSettings } from './fingerprint.js'
import { createHash, createHashOnce } from './hash.js'
import type { ParameterContext } from './parameters/parameter-type.js'

/** What indexing and matching share, from the server's settings and the practice's secret. Throws a RangeError for an unknown time zone. */
export function createParameterContext(settings: IndexSettings, secret: Uint8Array): ParameterContext {
  zoneClock(settings.timeZone)
  return {
    hash: createHash(secret),
    hashOnce: createHashOnce(secret),
    columns: columnsFor,
    normalizeReference: createReferenceNormalizer(settings.baseUrl, settings.aliases),
    timeZone: settings.timeZone,
  }
}
