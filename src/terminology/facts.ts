import type { Queryable } from '../database/database.js'
import type { CodeSystemSource, Concept, ConceptFilter } from './code-system-source.js'

/** What is known of concepts while a code is judged. `pending` where only the database knows. */
export interface Facts {
  find(source: CodeSystemSource, code: string): Concept | undefined | 'pending'
  fulfils(source: CodeSystemSource, code: string, filters: readonly ConceptFilter[]): boolean | 'pending'
}

/** What systems in memory know by themselves. */
export const localFacts: Facts = {
  find: ({ local }, code) => (local === undefined ? 'pending' : local.find(code)),
  fulfils: ({ local }, code, filters) => (local === undefined ? 'pending' : local.fulfils(code, filters)),
}

/** Facts that grow by what the database answers. What was asked in vain is noted, and fetched together. */
export interface FetchedFacts extends Facts {
  /** Fetches what was asked in vain, with one statement for each system and one for each list of filters. False where there was nothing. */
  fetch(queryable: Queryable): Promise<boolean>
}

interface Known {
  readonly concepts: Map<string, Concept | undefined>
  /** Pairs of `is-a` and `descendent-of`, by `ancestor` and `code` with a line break between. */
  readonly descents: Map<string, boolean>
  readonly fulfilled: Map<string, { readonly filters: readonly ConceptFilter[]; readonly codes: Map<string, boolean> }>
}

interface Wanted {
  readonly codes: Set<string>
  readonly pairs: Map<string, { readonly ancestor: string; readonly code: string }>
  readonly filtered: Map<string, { readonly filters: readonly ConceptFilter[]; readonly codes: Set<string> }>
}

/** Facts for one batch of questions. */
export function createFetchedFacts(): FetchedFacts {
  const known = new Map<CodeSystemSource, Known>()
  const wanted = new Map<CodeSystemSource, Wanted>()
  return {
    find: (source, code) => {
      if (source.local !== undefined) return source.local.find(code)
      const { concepts } = knownOf(known, source)
      if (concepts.has(code)) return concepts.get(code)
      wantedOf(wanted, source).codes.add(code)
      return 'pending'
    },
    fulfils: (source, code, filters) => {
      if (source.local !== undefined) return source.local.fulfils(code, filters)
      const answers = filters.map((filter) => fulfilsOne(source, code, filter))
      if (answers.includes(false)) return false
      return answers.includes('pending') ? 'pending' : true
    },
    fetch: async (queryable) => {
      const sources = [...wanted]
      wanted.clear()
      await Promise.all(sources.map(([source, wants]) => fetchFrom(source, wants, knownOf(known, source), queryable)))
      return sources.length > 0
    },
  }

  /** Descent is a pair, so that many filters are one statement; other filters are one statement each. */
  function fulfilsOne(source: CodeSystemSource, code: string, filter: ConceptFilter): boolean | 'pending' {
    const { descents, fulfilled } = knownOf(known, source)
    const ancestor = filter.value
    if (filter.op === 'is-a' && ancestor === code) return true
    if (filter.op === 'is-a' || filter.op === 'descendent-of') {
      const key = `${ancestor}\n${code}`
      const answer = descents.get(key)
      if (answer === undefined) wantedOf(wanted, source).pairs.set(key, { ancestor, code })
      return answer ?? 'pending'
    }
    const key = `${filter.property}\n${filter.op}\n${ancestor}`
    const answer = fulfilled.get(key)?.codes.get(code)
    if (answer !== undefined) return answer
    const { filtered } = wantedOf(wanted, source)
    const group = filtered.get(key) ?? { filters: [filter], codes: new Set<string>() }
    filtered.set(key, group)
    group.codes.add(code)
    return 'pending'
  }
}

async function fetchFrom(
  source: CodeSystemSource,
  { codes, pairs, filtered }: Wanted,
  { concepts, descents, fulfilled }: Known,
  queryable: Queryable,
): Promise<void> {
  if (codes.size > 0) {
    const found = await source.find([...codes], queryable)
    for (const code of codes) concepts.set(code, found.get(code))
  }
  if (pairs.size > 0) {
    const answers = await source.descends([...pairs.values()], queryable)
    ;[...pairs.keys()].forEach((key, index) => {
      descents.set(key, answers[index] ?? false)
    })
  }
  for (const [key, group] of filtered) {
    const asked = [...group.codes]
    const answers = await source.fulfils(asked, group.filters, queryable)
    const entry = fulfilled.get(key) ?? { filters: group.filters, codes: new Map<string, boolean>() }
    fulfilled.set(key, entry)
    asked.forEach((code, index) => {
      entry.codes.set(code, answers[index] ?? false)
    })
  }
}

function knownOf(known: Map<CodeSystemSource, Known>, source: CodeSystemSource): Known {
  const found = known.get(source) ?? { concepts: new Map(), descents: new Map(), fulfilled: new Map() }
  known.set(source, found)
  return found
}

function wantedOf(wanted: Map<CodeSystemSource, Wanted>, source: CodeSystemSource): Wanted {
  const found = wanted.get(source) ?? { codes: new Set(), pairs: new Map(), filtered: new Map() }
  wanted.set(source, found)
  return found
}
