import type { CodeSystemSource, Concept } from './code-system-source.js'
import type { Facts } from './facts.js'
import { absentSentence, fragmentSentence, otherVersionSentence, unknownCode, wrongSyntax } from './sentences.js'
import type { Sources } from './sources.js'
import { absentSystem } from './special/syntax.js'
import type { CodedValue } from './terminology.js'
import { type CompiledSet, nameOf, type Rule } from './value-set.js'

/** Whether a code is in something. `why` and the sentence of `out` are there where more is known than that it isn't. */
export type Membership =
  | {
      readonly kind: 'in'
      readonly displays: readonly string[]
      readonly concept: Concept | undefined
      readonly system: string | undefined
    }
  | { readonly kind: 'out'; readonly why?: 'unknown-code' | 'syntax' | 'abstract'; readonly sentence?: string }
  | { readonly kind: 'unknown'; readonly sentence: string }
  | { readonly kind: 'pending' }

/** What the judgement of one code stands on. */
export interface Judgement {
  readonly sources: Sources
  readonly facts: Facts
  readonly setOf: (canonical: string) => CompiledSet | undefined
  /** Where a concept that only groups is taken too, as in a decision or while editing value sets. */
  readonly abstract: 'refused' | 'taken'
}

type Path = Map<CompiledSet, Membership>

/** Sets that one judgement may touch by imports. */
const IMPORTS_MAX = 500

const outside: Membership = { kind: 'out' }
const pending: Membership = { kind: 'pending' }

/** Whether a value set holds a code. A circle of imports makes what depends on it unknown. https://hl7.org/fhir/R4/valueset.html#compositions */
export const memberOf = (set: CompiledSet, coded: CodedValue, judgement: Judgement): Membership =>
  judgeSet(set, coded, judgement, new Map())

function judgeSet(set: CompiledSet, coded: CodedValue, judgement: Judgement, path: Path): Membership {
  const known = path.get(set)
  if (known !== undefined) return known
  if (path.size >= IMPORTS_MAX) {
    return {
      kind: 'unknown',
      sentence: `More than ${IMPORTS_MAX} value sets would have to be looked at, since they import one another.`,
    }
  }
  path.set(set, { kind: 'unknown', sentence: `The value set ${nameOf(set)} cannot be used, since it imports itself.` })
  const included = anyOf(set.includes, (rule) => judgeRule(rule, set, coded, { judgement, path }))
  const result = included.kind === 'out' ? included : exclude(included, set, coded, { judgement, path })
  path.set(set, result)
  return result
}

interface Walk {
  readonly judgement: Judgement
  readonly path: Path
}

function exclude(included: Membership, set: CompiledSet, coded: CodedValue, walk: Walk): Membership {
  const judgement: Judgement = { ...walk.judgement, abstract: 'taken' }
  const excluded = anyOf(set.excludes, (rule) => judgeRule(rule, set, coded, { judgement, path: new Map(walk.path) }))
  if (excluded.kind === 'in') return outside
  if (included.kind !== 'in' || excluded.kind === 'out') return included
  return excluded
}

/** The best of several answers: in, else pending, else unknown, else out with the reason that says most. */
function anyOf(rules: readonly Rule[], judge: (rule: Rule) => Membership): Membership {
  let best: Membership = outside
  for (const rule of rules) {
    const answer = judge(rule)
    if (answer.kind === 'in') return answer
    if (rank(answer) > rank(best)) best = answer
  }
  return best
}

function rank(answer: Membership): number {
  if (answer.kind === 'pending') return 3
  if (answer.kind === 'unknown') return 2
  return answer.kind === 'out' && answer.why !== undefined ? 1 : 0
}

/** The system's part and every import have to hold the code. */
function judgeRule(rule: Rule, set: CompiledSet, coded: CodedValue, walk: Walk): Membership {
  let all: Membership | undefined =
    rule.system === undefined ? undefined : judgeSystem(rule, set, coded, walk.judgement)
  if (all?.kind === 'out') return all
  for (const canonical of rule.imports) {
    const imported = walk.judgement.setOf(canonical)
    const answer: Membership =
      imported === undefined
        ? { kind: 'unknown', sentence: `The value set \`${canonical}\`, which is imported, is not on this server.` }
        : judgeSet(imported, coded, walk.judgement, walk.path)
    if (answer.kind === 'out') return answer
    all = all === undefined || rank(answer) > rank(all) ? answer : all
  }
  return all ?? outside
}

function judgeSystem(rule: Rule, set: CompiledSet, coded: CodedValue, judgement: Judgement): Membership {
  const { system = '' } = rule
  if (coded.system !== undefined && coded.system !== system) return outside
  if (rule.version !== undefined && coded.version !== undefined && rule.version !== coded.version) return outside
  const version = rule.version ?? coded.version
  if (rule.listed !== undefined) return judgeListed(rule, { set, system, version, code: coded.code }, judgement)
  const found = judgement.sources.nearest(system, version)
  if (found === undefined) return judgeAbsent(system, coded.code)
  const { source } = found
  const concept = judgement.facts.find(source, coded.code)
  if (concept === 'pending') return pending
  if (concept === undefined) {
    return found.version === 'other'
      ? { kind: 'unknown', sentence: otherVersionSentence(source, coded.code, version ?? '') }
      : judgeMissing(source, coded.code)
  }
  return judgeConcept(concept, source, { rule, set, judgement })
}

interface Asked {
  readonly set: CompiledSet
  readonly system: string
  readonly version: string | undefined
  readonly code: string
}

/** A listed code is in the set even where its system is absent: whoever wrote the set vouches for it. */
function judgeListed({ listed }: Rule, { set, system, version, code }: Asked, judgement: Judgement): Membership {
  const source = judgement.sources.nearest(system, version)?.source
  const concept = listed?.get(code) ?? (source?.caseSensitive === false ? foldedFrom(listed, code) : undefined)
  if (concept === undefined) return outside
  const known = source === undefined ? undefined : judgement.facts.find(source, concept.code)
  if (known === 'pending') return pending
  if (known?.active === false && !set.inactive) return outside
  const displays = [concept.display, ...concept.designations.map(({ value }) => value)].flatMap((text) => text ?? [])
  return {
    kind: 'in',
    displays: known === undefined ? [] : [...new Set([...displays, ...displaysOf(known)])],
    concept: known,
    system,
  }
}

const foldedFrom = <T>(listed: ReadonlyMap<string, T> | undefined, code: string): T | undefined => {
  const wanted = code.toLowerCase()
  for (const [key, concept] of listed ?? []) if (key.toLowerCase() === wanted) return concept
  return undefined
}

interface ConceptPlace {
  readonly rule: Rule
  readonly set: CompiledSet
  readonly judgement: Judgement
}

function judgeConcept(concept: Concept, source: CodeSystemSource, { rule, set, judgement }: ConceptPlace): Membership {
  const fulfils = rule.filters.length === 0 || judgement.facts.fulfils(source, concept.code, rule.filters)
  if (fulfils === 'pending') return pending
  if (!fulfils || (!concept.active && !set.inactive)) return outside
  if (concept.abstract && judgement.abstract === 'refused') {
    const sentence = `The code \`${concept.code}\` of \`${source.url}\` only groups other codes, and is not meant to be used as a value.`
    return { kind: 'out', why: 'abstract', sentence }
  }
  const displays = source.content === 'grammar' ? [] : displaysOf(concept)
  return { kind: 'in', displays, concept, system: source.url }
}

/** What is known of a code that a system which is here has not got. */
export function judgeMissing(source: CodeSystemSource, code: string): Membership {
  if (source.content === 'complete') return { kind: 'out', why: 'unknown-code', sentence: unknownCode(source, code) }
  if (source.content === 'grammar') return { kind: 'out', why: 'syntax', sentence: unknownCode(source, code) }
  const fault = absentSystem(source.url)?.fault(code)
  return fault === undefined
    ? { kind: 'unknown', sentence: fragmentSentence(source, code) }
    : { kind: 'out', why: 'syntax', sentence: wrongSyntax(source.url, code, fault) }
}

/** What is known of a code whose system is absent. */
export function judgeAbsent(system: string, code: string): Membership {
  const fault = absentSystem(system)?.fault(code)
  return fault === undefined
    ? { kind: 'unknown', sentence: absentSentence(system, code) }
    : { kind: 'out', why: 'syntax', sentence: wrongSyntax(system, code, fault) }
}

/** All texts that a system shows a concept by. */
export function displaysOf({ display, designations }: Concept): readonly string[] {
  const texts = [display, ...(designations ?? []).map(({ value }) => value)].flatMap((text) => text ?? [])
  return [...new Set(texts)]
}
