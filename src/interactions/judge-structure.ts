import { malformed } from '../fhir/outcome.js'
import type { StructureCheck } from '../validation/structure.js'
import type { BeforeWrite } from './interaction.js'

/** "The server SHALL ignore" the client's id on a create, and these parts of its meta always. https://hl7.org/fhir/R4/http.html#create */
const ignored = ['id', 'meta.versionId', 'meta.lastUpdated']

/**
 * Refuses resources that are not of R4's structure: "400 Bad Request: resource could not be parsed or failed basic FHIR validation rules" (422 is for
 * profiles and business rules). What the server puts in the place of the client's is not judged; the id of an update is that of the address.
 * https://hl7.org/fhir/R4/http.html#create
 */
export function judgeStructure(check: StructureCheck): BeforeWrite {
  return ({ type, content }) => {
    const found = check(type, content.exactNumbers ?? content.resource)
    if (found.length === 0) return
    const places = new Set(ignored.map((element) => `${type}.${element}`))
    const issues = found.filter(({ expression }) => !places.has(expression?.[0] ?? ''))
    if (issues.length > 0) throw malformed(...issues)
  }
}
