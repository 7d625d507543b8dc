import type { Answers } from '../validation/run.js'
import type { ValidationRequest, ValidationResult } from '../validation/validator.js'
import type { Context } from './interaction.js'
import { lookUp, noAnswers } from './look-up.js'

/** What is validated. */
export interface Subject {
  readonly type: string
  readonly resource: object
  /** Beside those that `meta.profile` claims and the configuration adds. */
  readonly profiles: readonly string[]
  /** The Bundle that it comes in. */
  readonly within?: ValidationRequest['within']
}

/** What was looked up may lead to more that has to be: a profile of a resource that a reference leads to asks for its codes. */
const ROUNDS_MAX = 4

/** Resources that are validated in one go. */
const SUBJECTS_AT_ONCE = 100

/**
 * Validates what arrives together, with one look-up for all questions of a round. Answers at once where there is none, as there is for most resources.
 * `known` is what the caller knows already, such as the other entries of a Bundle.
 */
export function validateAll(
  context: Context,
  subjects: readonly Subject[],
  known: Answers = noAnswers,
): readonly ValidationResult[] | Promise<readonly ValidationResult[]> {
  if (subjects.length > SUBJECTS_AT_ONCE) return inPieces(context, subjects, known)
  const results = firstPass(context, subjects, known)
  return isSettled(results) ? results : furtherRounds(context, subjects, results, known)
}

const isSettled = (results: readonly ValidationResult[]): boolean =>
  results.every(({ questions }) => questions.length === 0)

function firstPass(context: Context, subjects: readonly Subject[], known: Answers): readonly ValidationResult[] {
  const { validate } = context.knowledge()
  return subjects.map((subject) => validate({ ...subject, answers: known }))
}

/** Thousands of resources would hold up everybody else for a second. */
async function inPieces(
  context: Context,
  subjects: readonly Subject[],
  known: Answers,
): Promise<readonly ValidationResult[]> {
  const results: ValidationResult[] = []
  for (let from = 0; from < subjects.length; from += SUBJECTS_AT_ONCE) {
    if (from > 0) await context.pause()
    results.push(...firstPass(context, subjects.slice(from, from + SUBJECTS_AT_ONCE), known))
  }
  return isSettled(results) ? results : furtherRounds(context, subjects, results, known)
}

async function furtherRounds(
  context: Context,
  subjects: readonly Subject[],
  first: readonly ValidationResult[],
  known: Answers,
): Promise<readonly ValidationResult[]> {
  const { validate } = context.knowledge()
  let results = first
  let answers = known
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const questions = results.flatMap((result) => result.questions)
    if (questions.length === 0) break
    answers = await lookUp(context, questions, answers)
    results = results.map((result, at) =>
      result.questions.length === 0 ? result : validate({ ...(subjects[at] as Subject), answers }),
    )
  }
  return results
}
