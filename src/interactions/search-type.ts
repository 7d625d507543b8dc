import { typeOf } from './address.js'
import type { Interaction } from './interaction.js'
import { answerSearch } from './search/answer.js'

/** FHIR search interaction on a type, by GET and by POST. https://hl7.org/fhir/R4/http.html#search */
export const searchType: Interaction = (context, request) => {
  const type = typeOf(context, request)
  return answerSearch(context, request, { address: type, types: [type] })
}
