import { atEntry } from '../../fhir/at-entry.js'
import { badRequest, FhirError, preconditionFailed, tooCostly } from '../../fhir/outcome.js'
import type { Condition } from '../../search/planner.js'
import type { Reader } from '../../store/store.js'
import { matchingIds } from '../condition.js'
import type { Context } from '../interaction.js'

/** Conditions that are more than a conjunction of tokens cost a search each; a transaction may have this many. */
const SEARCHES_MAX = 200

/** A condition that was added. */
export interface AddedCondition {
  readonly type: string
  readonly query: string
}

/** Conditions of one transaction, each understood once however often it occurs. */
export interface Conditions {
  /** Understands a condition; throws what is wrong with it, named by its entry. */
  add(type: string, query: string, place: string): void
  /** Answers them: tokens by one statement for each type, the others by a search each. */
  answer(reader: Reader): Promise<void>
  /** Ids of the matches, at most two; after `answer`. */
  matches(type: string, query: string): readonly string[]
  /** The same by a search of its own, where two of them don't tell enough. */
  find(reader: Reader, condition: AddedCondition, atMost: number): Promise<readonly string[]>
  normalized(type: string, query: string): string
}

const keyOf = (type: string, query: string): string => `${type}?${query}`

const manySearches = (): FhirError =>
  tooCostly(
    `The transaction has more than ${SEARCHES_MAX} conditions that need a search of their own. Use identifiers with their system.`,
  )

/** Collects the conditions of a transaction's entries and references, within what the client may search. */
export function createConditions(context: Context): Conditions {
  const access = context.access.predicate('s')
  const conditions = new Map<string, { readonly type: string; readonly condition: Condition }>()
  const answers = new Map<string, readonly string[]>()
  let searches = 0

  const allowSearches = (more: number): void => {
    searches += more
    if (searches > SEARCHES_MAX) throw manySearches()
  }

  const byTokens = async (reader: Reader): Promise<void> => {
    const groups = new Map<string, { key: string; tokens: readonly string[] }[]>()
    for (const [key, { type, condition }] of conditions) {
      if (condition.tokens === undefined) continue
      const group = groups.get(type) ?? []
      group.push({ key, tokens: condition.tokens })
      groups.set(type, group)
    }
    for (const [type, group] of groups) {
      const found = await reader.matchTokens(
        type,
        group.map(({ tokens }) => tokens),
        access,
      )
      for (const [at, { key }] of group.entries()) answers.set(key, found[at] ?? [])
    }
  }

  return {
    add: (type, query, place) => {
      const key = keyOf(type, query)
      if (conditions.has(key)) return
      try {
        if (!context.definitions.isResourceType(type)) throw badRequest(`\`${type}\` is no resource type of FHIR R4.`)
        conditions.set(key, { type, condition: context.planner.condition(type, query, access) })
      } catch (error) {
        throw error instanceof FhirError ? atEntry(error, place) : error
      }
    },
    answer: async (reader) => {
      answers.clear()
      searches = 0
      await byTokens(reader)
      const others = [...conditions].filter(([key]) => !answers.has(key))
      allowSearches(others.length)
      for (const [key, { condition }] of others) answers.set(key, await matchingIds(reader, condition, access))
    },
    matches: (type, query) => answers.get(keyOf(type, query)) ?? [],
    find: async (reader, { type, query }, atMost) => {
      const added = conditions.get(keyOf(type, query))
      if (added === undefined) return []
      allowSearches(1)
      const page = await reader.search({ ...added.condition.plan, count: atMost, total: 'none' })
      return page.matches.map(({ id }) => id)
    },
    normalized: (type, query) => conditions.get(keyOf(type, query))?.condition.normalized ?? '',
  }
}

/** 412 for a conditional reference that finds none or several: "the transaction fails". https://hl7.org/fhir/R4/http.html#trules */
export const unresolved = (reference: string, found: number): FhirError =>
  preconditionFailed(
    found === 0 ? 'not-found' : 'multiple-matches',
    `The conditional reference \`${reference}\` matches ${found === 0 ? 'nothing' : 'more than one resource'}; it has to match exactly one.`,
  )
