import type { Queryable } from '../database/database.js'
import { createFetchedFacts, type Facts } from './facts.js'

/** Answers may lead to further questions (first the concept, then its filters), but never to many. */
const ROUNDS_MAX = 8

/**
 * Judges items together: each is judged by what is known, what they asked of the database in vain is fetched at once, and those that are still undecided are judged
 * again. The number of statements grows with the systems and filters that are asked, not with the items. What stays undecided is undefined in the answer.
 */
export async function settle<T, R>(
  items: readonly T[],
  judge: (item: T, facts: Facts) => R | undefined,
  queryable: Queryable,
): Promise<readonly (R | undefined)[]> {
  const facts = createFetchedFacts()
  const answers: (R | undefined)[] = items.map((item) => judge(item, facts))
  for (let round = 1; round < ROUNDS_MAX && (await facts.fetch(queryable)); round++) {
    items.forEach((item, index) => {
      answers[index] ??= judge(item, facts)
    })
  }
  return answers
}
