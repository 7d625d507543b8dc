import type { ResourceText } from '../../fhir/resource-text.js'
import type { Reject } from './import.js'

/** The reject of a resource that the target would not take, with the text that it would have stored. */
export function rejectOf(
  content: ResourceText & { readonly id: string },
  reason: string,
  origin: Pick<Reject, 'file' | 'line' | 'entry'>,
): Reject {
  const meta = content.metaRest === '' ? '' : `,"meta":{${content.metaRest.slice(1)}}`
  const resource = `{"resourceType":"${content.type}","id":"${content.id}"${meta}${content.rest}}`
  return { ...origin, reason, resource }
}
