import { answerHistory } from './history/answer.js'
import type { Interaction } from './interaction.js'

/** FHIR history interaction on the whole system. https://hl7.org/fhir/R4/http.html#history */
export const historySystem: Interaction = async (context, request) =>
  answerHistory(context, request, { target: {}, letter: 's' })
