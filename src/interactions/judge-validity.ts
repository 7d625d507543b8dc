import { type Issue, malformed, unprocessable } from '../fhir/outcome.js'
import type { ValidationResult } from '../validation/validator.js'
import type { BeforeWrite, ProposedWrite, Verdict } from './interaction.js'
import { withoutIgnored } from './judge-structure.js'
import { type Subject, validateAll } from './validate-all.js'

const isError = ({ severity }: Issue): boolean => severity === 'error' || severity === 'fatal'

/** Beside what is wrong, what could only not be checked is no help. */
const isWorthy = ({ severity }: Issue): boolean => severity !== 'information'

const subjectOf = ({ type, content, within }: ProposedWrite): Subject => ({
  type,
  resource: content.exactNumbers ?? content.resource,
  profiles: [],
  ...(within === undefined ? {} : { within }),
})

function verdictOf({ type }: ProposedWrite, result: ValidationResult): Verdict {
  const structural = withoutIgnored(result.structural, type)
  if (structural.length > 0) return { refusal: malformed(...structural), warnings: [] }
  const issues = withoutIgnored(result.issues, type)
  if (issues.some(isError)) return { refusal: unprocessable(...issues.filter(isWorthy)), warnings: [] }
  return { refusal: undefined, warnings: issues }
}

/**
 * Refuses what is not valid: 400 where the structure is wrong, 422 where the resource "violated applicable FHIR profiles or server business rules". What is
 * doubtful only is not refused, and told to clients that want to know. https://hl7.org/fhir/R4/http.html#create
 */
export const judgeValidity: BeforeWrite = (writes, context) => {
  const verdicts = (results: readonly ValidationResult[]): readonly Verdict[] =>
    writes.map((write, at) => verdictOf(write, results[at] as ValidationResult))
  const results = validateAll(context, writes.map(subjectOf))
  return results instanceof Promise ? results.then(verdicts) : verdicts(results)
}
