import { type FhirError, unknown } from '../fhir/outcome.js'
import { suggestion } from '../fhir/suggest.js'
import type { InteractionEntry } from './interaction.js'

const quoted = (text: string): string => `\`${text.slice(0, 80)}\``

/** `[base]/CodeSystem/$lookup`: where an operation is called. */
const addressOf = (path: string): string => `\`[base]${path.replace(':type', '[type]').replace(':id', '[id]')}\``

/**
 * 404: an address that ends in an operation which is not there; it says where the operation is called, or names those that are there and the nearest one.
 * https://hl7.org/fhir/R4/operations.html
 */
export function unknownOperation(
  table: readonly InteractionEntry[],
  operation: string,
  segments: readonly string[],
): FhirError {
  const operations = table.filter((entry) => entry.operation !== undefined)
  const paths = [...new Set(operations.filter(({ name }) => name === operation).map(({ path }) => path))]
  const [type = ''] = segments
  const at = type.startsWith('$') || type === '' ? 'the server itself' : quoted(type)
  if (paths.length > 0) {
    return unknown(
      `There is no operation ${quoted(operation)} at this address. It is called at ${paths.map(addressOf).join(' or ')}.`,
    )
  }
  const names = [...new Set(operations.map(({ name }) => name))]
  const all = names.length === 0 ? '' : ` Operations of this server: ${names.map(quoted).join(', ')}.`
  return unknown(`There is no operation ${quoted(operation)} on ${at}.${suggestion(operation, names)}${all}`)
}
