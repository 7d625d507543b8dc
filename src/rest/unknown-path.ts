import type { Definitions } from '../definitions/definitions.js'
import { type FhirError, unknown } from '../fhir/outcome.js'
import { suggestion } from '../fhir/suggest.js'
import type { InteractionEntry } from '../interactions/interaction.js'
import { unknownOperation } from '../interactions/unknown-operation.js'

const quoted = (text: string): string => `\`${text.slice(0, 80)}\``

/** 404: no such resource type; names the nearest one where one is near. */
export function unknownType(definitions: Definitions, type: string): FhirError {
  return unknown(`There is no resource type ${quoted(type)} in FHIR R4.${suggestion(type, definitions.resourceTypes)}`)
}

/** 404: a path, as pieces after the base, that nothing answers. */
export function unknownPath(
  definitions: Definitions,
  table: readonly InteractionEntry[],
  pieces: readonly string[],
): FhirError {
  const operation = pieces.find((piece) => piece.startsWith('$'))
  if (operation !== undefined) return unknownOperation(table, operation, pieces)
  const [type = ''] = pieces
  if (/^[A-Za-z]+$/.test(type) && type !== 'metadata' && !definitions.isResourceType(type)) {
    return unknownType(definitions, type)
  }
  return unknown(
    'Nothing is at this address. FHIR addresses look like `[base]/Patient/1`; `[base]/metadata` tells what is there.',
  )
}
