import { unknown } from '../fhir/outcome.js'
import { instanceOf } from './address.js'
import type { Interaction } from './interaction.js'
import { answerSearch } from './search/answer.js'

/** FHIR search interaction in a compartment: of one type, or of `*` for every type. https://hl7.org/fhir/R4/http.html#vsearch */
export const searchCompartment: Interaction = async (context, request) => {
  const compartment = instanceOf(context, request)
  const { searchedType = '' } = request
  if (searchedType !== '*' && !context.definitions.isResourceType(searchedType))
    throw unknown(`\`${searchedType.slice(0, 100)}\` is no resource type of FHIR R4, and not \`*\` for all of them.`)
  const types = searchedType === '*' ? [] : [searchedType]
  return answerSearch(context, request, {
    address: `${compartment.type}/${compartment.id}/${searchedType}`,
    types,
    compartment,
  })
}
