import type { Context, FhirRequest, FhirResponse } from './interaction.js'
import { parseSelection, subset } from './subset.js'

/** Cuts the body down to what `_summary` or `_elements` asks for; without them it stays the stored text. https://hl7.org/fhir/R4/search.html#summary */
export function subsetBody(context: Context, request: FhirRequest, response: FhirResponse): FhirResponse {
  if (request.parameters.length === 0 || response.body === undefined) return response
  const selection = parseSelection(request.parameters)
  return selection === undefined
    ? response
    : { ...response, body: subset(response.body, selection, context.definitions) }
}
