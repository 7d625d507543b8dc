import { requireScope } from '../access/access.js'
import { preconditionFailed } from '../fhir/outcome.js'
import { criteriaOf, typeOf } from './address.js'
import { conditionOf, severalMatches } from './condition.js'
import type { Context, Interaction } from './interaction.js'
import { deleteOf } from './prepare.js'
import { purposeOf } from './purpose.js'
import { answerDeletes } from './respond.js'

/** Refuses what matches more than is allowed to vanish at once: nothing is deleted then. */
export function requireFew(context: Context, type: string, found: number): void {
  const { conditionalDeletesMax } = context.limits
  if (found <= conditionalDeletesMax) return
  if (conditionalDeletesMax === 1) throw severalMatches('the conditional delete', type)
  throw preconditionFailed(
    'too-costly',
    `The criteria match more than ${conditionalDeletesMax} resources, which is the most that one conditional delete may take. Narrow them.`,
  )
}

/**
 * FHIR conditional delete interaction: all matches or none. How many it may take is a setting (`CONDITIONAL_DELETES_MAX`; 1 makes several
 * matches a 412). https://hl7.org/fhir/R4/http.html#3.1.0.7.1
 */
export const deleteConditional: Interaction = async (context, request) => {
  const type = typeOf(context, request)
  requireScope(context.access, 's', type)
  const condition = conditionOf(context, type, criteriaOf(request))
  const count = context.limits.conditionalDeletesMax + 1
  const deleted = await context.store.transaction(
    async (unit) => {
      await unit.lockConditions([condition.normalized])
      const { matches } = await unit.search({ ...condition.plan, count, total: 'none' })
      requireFew(context, type, matches.length)
      const writes = matches.map(({ id }) => deleteOf(context, { type, id, expect: { kind: 'any' } }))
      await unit.writeAll(writes)
      return writes.length
    },
    purposeOf([type]),
  )
  return answerDeletes(type, deleted, request)
}
