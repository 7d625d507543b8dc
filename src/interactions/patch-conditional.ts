import { requireScope } from '../access/access.js'
import { FhirError, issue } from '../fhir/outcome.js'
import { criteriaOf, typeOf } from './address.js'
import { conditionOf, matchingIds, severalMatches } from './condition.js'
import type { Interaction } from './interaction.js'
import { patchInRounds } from './patch.js'
import { answerPut } from './respond.js'

/** 404 where the criteria of a conditional patch find nothing. */
export const noMatch = (type: string): FhirError =>
  new FhirError(404, [issue('not-found', `The criteria of the conditional patch match no \`${type}\`.`)])

/** FHIR conditional patch interaction: exactly one match, else 404 or 412. https://hl7.org/fhir/R4/http.html#patch */
export const patchConditional: Interaction = async (context, request) => {
  const type = typeOf(context, request)
  requireScope(context.access, 's', type)
  const condition = conditionOf(context, type, criteriaOf(request))
  const [id, other] = await matchingIds(context.store, condition, context.access.predicate('s'))
  if (other !== undefined) throw severalMatches('the conditional patch', type)
  if (id === undefined) throw noMatch(type)
  const { written, warnings } = await patchInRounds(context, request, { type, id })
  return answerPut(written, request, warnings)
}
