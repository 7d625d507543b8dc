import { gone, unknown } from '../fhir/outcome.js'
import { parseVersionId } from '../fhir/version.js'
import { instanceOf } from './address.js'
import type { Interaction } from './interaction.js'
import { answerRead } from './read.js'
import { subsetBody } from './subset-body.js'

/** FHIR vread interaction. https://hl7.org/fhir/R4/http.html#vread */
export const vread: Interaction = async (context, request) => {
  const { type, id } = instanceOf(context, request)
  const number = parseVersionId(request.versionId ?? '')
  const version =
    number === undefined ? undefined : await context.store.vread(type, id, number, context.access.predicate('r'))
  if (version === undefined)
    throw unknown(`There is no version \`${request.versionId}\` of \`${type}/${id}\` on this server.`)
  if (version.deleted) throw gone(type, id, version.version)
  return subsetBody(context, request, answerRead(version, request))
}
