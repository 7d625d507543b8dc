import type { ConfigLimits } from '../config.js'
import { type FhirError, tooLarge } from '../fhir/outcome.js'

/** How long a body may be, and the setting that says so. */
export interface BodyLimit {
  readonly bytes: number
  readonly setting: 'BODY_LIMIT_BYTES' | 'SEARCH_FORM_LIMIT_BYTES'
}

/** The limit on the body of an interaction: a form holds parameters only, and each of them is work for whoever answers the search. */
export const bodyLimitOf = (
  interaction: string,
  limits: Pick<ConfigLimits, 'bodyBytes' | 'searchFormBytes'>,
): BodyLimit =>
  interaction.startsWith('search')
    ? { bytes: limits.searchFormBytes, setting: 'SEARCH_FORM_LIMIT_BYTES' }
    : { bytes: limits.bodyBytes, setting: 'BODY_LIMIT_BYTES' }

/** 413: the body, after decompression, is beyond its limit. */
export const bodyTooLarge = ({ bytes, setting }: BodyLimit): FhirError =>
  tooLarge(`The body is larger than ${bytes} bytes, the limit of this server (\`${setting}\`).`)
