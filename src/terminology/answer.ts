import type { Queryable } from '../database/database.js'
import type { Facts } from './facts.js'
import { settle } from './settle.js'
import type { CodeAnswers, CodeQuestion, CodeVerdict } from './terminology.js'

/** Answers the questions of a pass together, each of them once. */
export async function answerQuestions(
  questions: readonly CodeQuestion[],
  decide: (question: CodeQuestion, facts: Facts) => CodeVerdict | undefined,
  queryable: Queryable,
): Promise<CodeAnswers> {
  const distinct = [...new Map(questions.map((question) => [question.key, question] as const)).values()]
  const verdicts = await settle(distinct, decide, queryable)
  return new Map(distinct.map((question, index) => [question.key, verdicts[index] ?? undecided(question)] as const))
}

const undecided = ({ coded }: CodeQuestion): CodeVerdict => ({
  kind: 'unverifiable',
  sentence: `The code \`${coded.code}\` cannot be verified, since its value set asks too much of the database.`,
})
