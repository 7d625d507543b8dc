import type { Queryable } from '../../database/database.js'
import { formatCanonical } from '../../fhir/canonical.js'
import { issue, tooCostly, unprocessable } from '../../fhir/outcome.js'
import type { CodeSystemSource, Concept, ConceptFilter } from '../code-system-source.js'
import type { TerminologyEngine } from '../engine.js'
import type { FoundSource } from '../sources.js'
import { textTest } from '../text.js'
import { type CompiledSet, type ListedConcept, nameOf, type Rule } from '../value-set.js'

/** Includes of one value set, and value sets of one expansion; each is a question to its system. */
export const RULES_MAX = 500

/** One code of an expansion. */
export interface Member {
  readonly system: string
  /** The version that the value set pins. */
  readonly version: string | undefined
  /** As the system has it, with the display and designations that the value set gives it before the system's own. */
  readonly concept: Concept
}

/** What narrows an expansion. */
export interface Narrowing {
  readonly text: string | undefined
  readonly activeOnly: boolean
  /** What becomes of concepts that only group others. */
  readonly groups: 'kept' | 'left out'
}

export interface Page {
  readonly offset: number
  readonly count: number
}

export interface Members {
  readonly members: readonly Member[]
  readonly total: number
}

/** What every step of an expansion stands on. */
export interface Expansion {
  readonly engine: TerminologyEngine
  readonly narrowing: Narrowing
  readonly queryable: Queryable
  /** Sets that were gathered already, since several may import the same. It belongs to one expansion. */
  readonly gathered: Map<CompiledSet, Promise<Members>>
}

/**
 * One page of what the system's part of a rule selects, in the order of the list or of the system. Throws a 422 where the system is absent, or is a grammar whose codes
 * cannot be listed.
 */
export async function selectMembers(rule: Rule, set: CompiledSet, page: Page, expansion: Expansion): Promise<Members> {
  const { engine, queryable, narrowing } = expansion
  const { system = '', version, filters, listed } = rule
  const found = engine.sources.nearest(system, version)
  const activeOnly = narrowing.activeOnly || !set.inactive
  if (listed !== undefined) {
    const place = { system, version, source: found?.source }
    return slice(await listedMembers([...listed.values()], place, expansion), page, { ...narrowing, activeOnly })
  }
  const all = narrowing.groups === 'kept' ? filters : [...filters, selectable]
  const { concepts, total } = await expandable(found, rule, set).select(
    { filters: all, text: narrowing.text, activeOnly, ...page },
    queryable,
  )
  return { members: concepts.map((concept) => ({ system, version, concept })), total }
}

const selectable: ConceptFilter = { property: 'notSelectable', op: '=', value: 'false' }

/** The source of a rule that names no codes. */
function expandable(found: FoundSource | undefined, { system, version }: Rule, set: CompiledSet): CodeSystemSource {
  if (found?.version !== 'asked') {
    const name = `\`${formatCanonical({ url: system ?? '', version })}\``
    const text = `The value set ${nameOf(set)} cannot be expanded, since it takes codes of ${name}, which is not on this server.`
    throw unprocessable(issue('not-supported', text))
  }
  const { source } = found
  if (source.content === 'grammar') {
    const text =
      `The value set ${nameOf(set)} cannot be expanded, since the codes of \`${source.name}\` follow a grammar and have no end; ` +
      'a single code can be judged by `$validate-code`.'
    throw unprocessable(issue('too-costly', text))
  }
  return source
}

interface ListedPlace {
  readonly system: string
  readonly version: string | undefined
  readonly source: CodeSystemSource | undefined
}

/** Codes that a value set lists are in it even where their system is absent, or has them not. */
async function listedMembers(
  listed: readonly ListedConcept[],
  { system, version, source }: ListedPlace,
  { queryable }: Expansion,
): Promise<readonly Member[]> {
  const codes = listed.map(({ code }) => code)
  const known = source === undefined ? new Map<string, Concept>() : await source.find(codes, queryable)
  return listed.map(({ code, display, designations }) => {
    const concept = known.get(code) ?? { code, display: undefined, active: true, abstract: false, parents: [] }
    const all = [...designations, ...(concept.designations ?? [])]
    const merged = { ...concept, abstract: false, display: display ?? concept.display, designations: all }
    return { system, version, concept: merged }
  })
}

function slice(members: readonly Member[], { offset, count }: Page, { text, activeOnly }: Narrowing): Members {
  const matches = textTest(text)
  const found = members.filter(({ concept }) => (concept.active || !activeOnly) && matches(concept))
  return { members: found.slice(offset, offset + count), total: found.length }
}

/** The error of an expansion that would have to look at too many rules or value sets. */
export const tooManyRules = (set: CompiledSet): Error =>
  tooCostly(
    `The value set ${nameOf(set)} cannot be expanded: it has more than ${RULES_MAX} includes, or imports more than ${RULES_MAX} value sets.`,
  )

/** The error of an expansion that would hold too many codes at once. */
export function tooManyCodes(set: CompiledSet, limit: number): Error {
  return tooCostly(
    `The expansion of the value set ${nameOf(set)} would have to hold more than ${limit} codes at once (EXPANSION_CODES_MAX). ` +
      'Narrow it by `filter`, or ask for pages by `count` and `offset` where the set is of whole systems.',
  )
}
