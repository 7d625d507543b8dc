import { answerTooLarge, type FhirError } from '../../fhir/outcome.js'
import type { Context } from '../interaction.js'

/** How much of the answer of one Bundle is left to its entries. */
export interface AnswerBudget {
  /** Takes the text of an entry into account; false where it goes beyond the limit: then nothing is left. */
  take(text: string): boolean
  isSpent(): boolean
  /** 413: the answer to this entry would go beyond the limit. */
  exceeded(): FhirError
}

/** The budget of one Bundle: without it, a small Bundle of reads could ask for more text than a process can hold. */
export function createAnswerBudget({ limits }: Context): AnswerBudget {
  const max = limits.bundleAnswerLength
  let left = max
  return {
    take: (text) => {
      left -= text.length
      return left >= 0
    },
    isSpent: () => left < 0,
    exceeded: () =>
      answerTooLarge(
        `With this entry the answer to the Bundle has more than ${max} characters (\`BUNDLE_ANSWER_LENGTH_MAX\`). Send it in several.`,
      ),
  }
}
