import { typeOf } from './address.js'
import { answerHistory } from './history/answer.js'
import type { Interaction } from './interaction.js'

/** FHIR history interaction on a type. https://hl7.org/fhir/R4/http.html#history */
export const historyType: Interaction = async (context, request) =>
  answerHistory(context, request, { target: { type: typeOf(context, request) }, letter: 's' })
