import type { Interaction } from './interaction.js'
import { subsetBody } from './subset-body.js'

/** FHIR capabilities interaction. https://hl7.org/fhir/R4/http.html#capabilities */
export const capabilities: Interaction = async (context, request) =>
  subsetBody(context, request, { status: 200, body: context.capabilityStatement() })
