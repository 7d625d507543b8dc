import { type Issue, malformed } from '../fhir/outcome.js'
import { isConformanceType } from '../store/conformance.js'
import type { BeforeWrite, Context, ProposedWrite, Verdict } from './interaction.js'

/** "The server SHALL ignore" the client's id on a create, and these parts of its meta always. https://hl7.org/fhir/R4/http.html#create */
const ignored = ['id', 'meta.versionId', 'meta.lastUpdated']

/** The issues of a resource but for those about what the server puts in the place of the client's. */
export const withoutIgnored = (issues: readonly Issue[], type: string): readonly Issue[] => {
  if (issues.length === 0) return issues
  const places = new Set(ignored.map((element) => `${type}.${element}`))
  return issues.filter(({ expression }) => !places.has(expression?.[0] ?? ''))
}

const right: Verdict = { refusal: undefined, warnings: [] }

/**
 * Refuses resources that are not of R4's structure: "400 Bad Request: resource could not be parsed or failed basic FHIR validation rules" (422 is for
 * profiles and business rules). What the server puts in the place of the client's is not judged; the id of an update is that of the address.
 * https://hl7.org/fhir/R4/http.html#create
 */
export const judgeStructure: BeforeWrite = (writes, context) => writes.map((write) => verdictOn(write, context))

function verdictOn({ type, content }: ProposedWrite, context: Context): Verdict {
  const issues = withoutIgnored(context.checkStructure(type, content.exactNumbers ?? content.resource), type)
  return issues.length === 0 ? right : { refusal: malformed(...issues), warnings: [] }
}

/**
 * Judges the structure of conformance resources alone: value sets and profiles are what the server itself works with, so even `VALIDATION=off` takes no
 * malformed ones.
 */
export const judgeDefinitions: BeforeWrite = (writes, context) =>
  writes.map((write) => (isConformanceType(write.type) ? verdictOn(write, context) : right))
