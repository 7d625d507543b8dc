import { instanceOf } from './address.js'
import type { Interaction } from './interaction.js'
import { expectationOf } from './prepare.js'
import { answerDelete } from './respond.js'

/** FHIR delete interaction: idempotent. https://hl7.org/fhir/R4/http.html#delete */
export const remove: Interaction = async (context, request) => {
  const { type, id } = instanceOf(context, request)
  return answerDelete(await context.store.write({ kind: 'delete', type, id, expect: expectationOf(request) }), request)
}
