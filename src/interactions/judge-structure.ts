import { malformed } from '../fhir/outcome.js'
import type { StructureCheck } from '../validation/structure.js'
import type { BeforeWrite } from './interaction.js'

/**
 * Refuses resources that are not of R4's structure: "400 Bad Request: resource could not be parsed or failed basic FHIR validation rules" (422 is for
 * profiles and business rules). https://hl7.org/fhir/R4/http.html#create
 */
export const judgeStructure =
  (check: StructureCheck): BeforeWrite =>
  ({ type, content }) => {
    const issues = check(type, content.exactNumbers ?? content.resource)
    if (issues.length > 0) throw malformed(...issues)
  }
