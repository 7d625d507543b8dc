import { requireScope } from '../access/access.js'
import { addressableIds, isAddressableId } from '../fhir/id.js'
import { badRequest, preconditionFailed } from '../fhir/outcome.js'
import type { ResourceText } from '../fhir/resource-text.js'
import type { Expectation, Written } from '../store/store.js'
import { criteriaOf, typeOf } from './address.js'
import { conditionOf, matchingIds, severalMatches } from './condition.js'
import type { Context, FhirRequest, Interaction } from './interaction.js'
import { judge } from './judge.js'
import { bodyOf, contentOf, expectationOf, type PutTarget, putOf } from './prepare.js'
import { purposeOf } from './purpose.js'
import { answerPut } from './respond.js'

/**
 * Where a conditional update goes, by how many resources its criteria found: none creates (with the client's id where it has one), one updates,
 * several are 412; an id that is not that of the match is 400. https://hl7.org/fhir/R4/http.html#cond-update
 */
export function conditionalTarget(
  content: ResourceText,
  matches: readonly string[],
  options: { readonly expect: Expectation; readonly createId: () => string },
): Pick<PutTarget, 'id' | 'expect'> {
  const [match, other] = matches
  const { id } = content
  if (other !== undefined) throw severalMatches('the conditional update', content.type)
  if (id !== undefined && !isAddressableId(id)) {
    throw badRequest(`\`${id}\` cannot be the id of a resource: expected ${addressableIds}.`, `${content.type}.id`)
  }
  if (match === undefined) {
    const { kind } = options.expect
    if (kind === 'version' || kind === 'present') throw nothingToMatch(content.type)
    return id === undefined ? { id: options.createId(), expect: { kind: 'new' } } : { id, expect: { kind: 'free' } }
  }
  if (id === undefined || id === match) return { id: match, expect: options.expect }
  throw badRequest(
    `The criteria match \`${content.type}/${match}\`, and the body has the id \`${id}\`: leave the id out, or give the same.`,
    `${content.type}.id`,
  )
}

const nothingToMatch = (type: string) =>
  preconditionFailed(
    'conflict',
    `The criteria match no \`${type}\`, so there is no version that \`If-Match\` could name.`,
  )

async function write(context: Context, request: FhirRequest, content: ResourceText): Promise<Written> {
  const { type } = content
  const condition = conditionOf(context, type, criteriaOf(request))
  const access = context.access.predicate('s')
  const options = { expect: expectationOf(request), createId: context.createId }
  return context.store.transaction(
    async (unit) => {
      await unit.lockConditions([condition.normalized])
      const matches = await matchingIds(unit, condition, access)
      const target = conditionalTarget(content, matches, options)
      return (await unit.writeAll([putOf(context, content, { ...target, method: 'PUT' })]))[0] as Written
    },
    purposeOf([type]),
  )
}

/** FHIR conditional update interaction. https://hl7.org/fhir/R4/http.html#cond-update */
export const updateConditional: Interaction = async (context, request) => {
  const type = typeOf(context, request)
  requireScope(context.access, 's', type)
  const content = contentOf(bodyOf(request), type)
  // The judges look at content, not at the id, which is known only under the lock.
  const warnings = await judge(context, { type, id: content.id ?? '', method: 'PUT', content })
  return answerPut(await write(context, request, content), request, warnings)
}
