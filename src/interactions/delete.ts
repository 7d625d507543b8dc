import { instanceOf } from './address.js'
import type { Interaction } from './interaction.js'
import { deleteOf, expectationOf } from './prepare.js'
import { answerDelete } from './respond.js'

/** FHIR delete interaction: idempotent. https://hl7.org/fhir/R4/http.html#delete */
export const remove: Interaction = async (context, request) => {
  const { type, id } = instanceOf(context, request)
  const write = deleteOf(context, { type, id, expect: expectationOf(request) })
  return answerDelete(await context.store.write(write), request)
}
