import { requireScope } from '../access/access.js'
import { formatETag } from '../fhir/version.js'
import type { PutWrite, StoredVersion, UnitOfWork, Written } from '../store/store.js'
import { typeOf } from './address.js'
import { conditionOf, matched, matchingIds, severalMatches } from './condition.js'
import type { Context, FhirRequest, FhirResponse, Interaction } from './interaction.js'
import { judge } from './judge.js'
import { bodyOf, contentOf, putOf } from './prepare.js'
import { purposeOf } from './purpose.js'
import { answerPut, outcomeText } from './respond.js'

/** The answer to a conditional create whose criteria found the resource: nothing was written. https://hl7.org/fhir/R4/http.html#ccreate */
export function answerExisting(version: StoredVersion, request: FhirRequest): FhirResponse {
  const head = {
    status: 200,
    etag: formatETag(version.version),
    lastModified: version.lastUpdated,
    location: `${version.type}/${version.id}/_history/${version.version}`,
  } as const
  switch (request.prefer.return) {
    case 'minimal':
      return head
    case 'OperationOutcome':
      return {
        ...head,
        body: outcomeText(`\`${version.type}/${version.id}\` fulfils the criteria, so nothing was created.`),
      }
    default:
      return { ...head, body: version.content }
  }
}

/** `If-None-Exist`: the criteria are locked, then judged, so that two clients who lose a race make one resource. */
async function createUnless(context: Context, write: PutWrite, criteria: string): Promise<StoredVersion | Written> {
  const { type } = write
  requireScope(context.access, 's', type)
  const condition = conditionOf(context, type, criteria)
  const access = context.access.predicate('s')
  return context.store.transaction(
    async (unit: UnitOfWork) => {
      await unit.lockConditions([condition.normalized])
      const [id, other] = await matchingIds(unit, condition, access)
      if (other !== undefined) throw severalMatches('`If-None-Exist`', type)
      if (id !== undefined) return matched(unit, type, id, access)
      return (await unit.writeAll([write]))[0] as Written
    },
    purposeOf([type]),
  )
}

/** FHIR create interaction, plain and conditional. https://hl7.org/fhir/R4/http.html#create */
export const create: Interaction = async (context, request) => {
  const type = typeOf(context, request)
  const content = contentOf(bodyOf(request), type)
  // "If an id is provided, the server SHALL ignore it."
  const write = putOf(context, content, { id: context.createId(), method: 'POST', expect: { kind: 'new' } })
  const warnings = await judge(context, write)
  if (request.ifNoneExist === undefined) return answerPut(await context.store.write(write), request, warnings)
  const result = await createUnless(context, write, request.ifNoneExist)
  return 'outcome' in result ? answerPut(result, request, warnings) : answerExisting(result, request)
}
