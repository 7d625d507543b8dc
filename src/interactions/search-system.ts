import type { Interaction } from './interaction.js'
import { answerSearch } from './search/answer.js'

/** FHIR search interaction on the whole system, or on the types of `_type`. https://hl7.org/fhir/R4/http.html#search */
export const searchSystem: Interaction = (context, request) =>
  answerSearch(context, request, { address: '', types: [] })
