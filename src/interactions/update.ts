import { instanceOf } from './address.js'
import type { Interaction } from './interaction.js'
import { judge } from './judge.js'
import { bodyOf, contentOf, expectationOf, putOf, requireId } from './prepare.js'
import { answerPut } from './respond.js'

/** FHIR update interaction; an id that is not there yet is created. https://hl7.org/fhir/R4/http.html#update */
export const update: Interaction = async (context, request) => {
  const { type, id } = instanceOf(context, request)
  const content = contentOf(bodyOf(request), type)
  requireId(content, id)
  const write = putOf(context, content, { id, method: 'PUT', expect: expectationOf(request) })
  const warnings = await judge(context, write)
  return answerPut(await context.store.write(write), request, warnings)
}
