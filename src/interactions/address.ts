import { addressableIds, isAddressableId } from '../fhir/id.js'
import { badRequest, unknown } from '../fhir/outcome.js'
import type { Context, FhirRequest } from './interaction.js'
import { queryText } from './query-text.js'

/** The type of a request; throws 404 where this server has no such type. */
export function typeOf(context: Context, request: FhirRequest): string {
  const { type } = request
  if (type !== undefined && context.definitions.isResourceType(type)) return type
  throw unknown(
    `\`${type ?? ''}\` is no resource type of FHIR R4. Names are written as in the specification, such as \`Patient\`.`,
  )
}

/** Type and id of a request; throws 400 for an id that FHIR does not allow, or that no address can name. */
export function instanceOf(context: Context, request: FhirRequest): { readonly type: string; readonly id: string } {
  const type = typeOf(context, request)
  const { id = '' } = request
  if (isAddressableId(id)) return { type, id }
  throw badRequest(`\`${id}\` cannot be the id of a resource: expected ${addressableIds}.`)
}

/** The criteria of a conditional interaction, as a query text of the parameters that are criteria. */
export function criteriaOf(request: FhirRequest): string {
  const text = queryText(request.parameters)
  if (text !== '') return text
  throw badRequest(
    `A conditional ${request.method} needs search criteria, such as \`${request.type}?identifier=system|value\`.`,
  )
}
