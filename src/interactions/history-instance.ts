import { instanceOf } from './address.js'
import { answerHistory } from './history/answer.js'
import type { Interaction } from './interaction.js'

/** FHIR history interaction on an instance: also of one that is deleted. https://hl7.org/fhir/R4/http.html#history */
export const historyInstance: Interaction = async (context, request) =>
  answerHistory(context, request, { target: instanceOf(context, request), letter: 'r' })
