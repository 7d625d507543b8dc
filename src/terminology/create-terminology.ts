import { LRUCache } from 'lru-cache'
import type { Canonicals } from '../definitions/canonicals.js'
import { shown } from '../fhir/suggest.js'
import { answerQuestions } from './answer.js'
import { type JudgeOptions, type TerminologyEngine, type TerminologyLimits, terminologyLimits } from './engine.js'
import { createExplain } from './explain.js'
import { type Facts, localFacts } from './facts.js'
import { memberOfSystem } from './in-system.js'
import { type Judgement, memberOf } from './membership.js'
import { createSources, type Sources, type StoredSources } from './sources.js'
import type { CodeAnswers, CodedValue, CodeQuestion, CodeVerdict } from './terminology.js'
import { compileValueSet } from './value-set.js'
import { createValueSets, type ValueSets } from './value-sets.js'
import { rememberValid, verdictOf } from './verdict.js'

export interface TerminologyParts {
  readonly canonicals: Canonicals
  /** The code systems of the database; none where it is left out. */
  readonly stored?: StoredSources
  readonly limits?: TerminologyLimits
}

/**
 * Terminology over what canonicals and database have at one moment; where either changes, a new one takes its place. Value sets are taken apart when they are
 * first asked for, and what was found to be in one is a look-up from then on. https://hl7.org/fhir/R4/terminology-service.html
 */
export function createTerminology({
  canonicals,
  stored,
  limits = terminologyLimits,
}: TerminologyParts): TerminologyEngine {
  const sources = createSources(canonicals, stored)
  const valueSet = createValueSets(canonicals)
  const remembered = new LRUCache<string, CodeVerdict>({ max: limits.answersMax })
  const judging = createJudging(sources, valueSet)
  const decide = createDecide({ canonicals, sources, valueSet, ...judging })

  const ask = (set: string | undefined, coded: CodedValue, answers: CodeAnswers): CodeVerdict => {
    const verdict = decide(set, coded, localFacts)
    if (verdict !== undefined) return verdict
    const key = keyOf(set, coded)
    const known = answers.get(key) ?? remembered.get(key)
    return known ?? { kind: 'pending', question: { kind: 'code', key, valueSet: set, coded } }
  }
  return {
    canonicals,
    sources,
    limits,
    valueSet,
    ...judging,
    compile: compileValueSet,
    titleOf: (canonical) => valueSet(canonical)?.title ?? canonical,
    inSystem: (coded, answers) => ask(undefined, coded, answers),
    inValueSet: (canonical, coded, answers) => {
      const set = valueSet(canonical)
      const known = coded.version === undefined ? set?.valid.get(coded.system)?.get(coded.code) : undefined
      if (known !== undefined) return known
      const verdict = ask(canonical, coded, answers)
      if (set !== undefined) rememberValid(set, coded, verdict)
      return verdict
    },
    answer: async (questions, queryable) => {
      const decideOne = (question: CodeQuestion, facts: Facts) => decide(question.valueSet, question.coded, facts)
      const answers = await answerQuestions(questions, decideOne, queryable)
      for (const [key, verdict] of answers) remembered.set(key, verdict)
      return answers
    },
  }
}

type Judging = Pick<TerminologyEngine, 'judge' | 'explain'>

function createJudging(sources: Sources, setOf: ValueSets): Judging {
  const judgementOf = ({ facts, abstract }: JudgeOptions): Judgement => ({ sources, facts, setOf, abstract })
  const explainSet = createExplain(judgementOf({ facts: localFacts, abstract: 'refused' }))
  return {
    judge: (set, coded, options) =>
      set === undefined ? memberOfSystem(coded, judgementOf(options)) : memberOf(set, coded, judgementOf(options)),
    explain: (set, coded, answer) => (set === undefined ? (answer.sentence ?? '') : explainSet(set, coded, answer)),
  }
}

/** Judges a code by what is known so far; undefined where only the database knows. */
type Decide = (canonical: string | undefined, coded: CodedValue, facts: Facts) => CodeVerdict | undefined

function createDecide(engine: Judging & Pick<TerminologyEngine, 'canonicals' | 'sources' | 'valueSet'>): Decide {
  const { canonicals, sources, valueSet, judge, explain } = engine
  /** A client may confuse a set with the system that it takes its codes from. */
  const isValueSet = (system: string): boolean =>
    sources.find(system) === undefined && canonicals.entry('ValueSet', system) !== undefined
  return (canonical, coded, facts) => {
    const set = canonical === undefined ? undefined : valueSet(canonical)
    if (canonical !== undefined && set === undefined) {
      return { kind: 'unverifiable', sentence: `The value set \`${shown(canonical)}\` is not on this server.` }
    }
    if (set === undefined && coded.system !== undefined && isValueSet(coded.system)) return valueSetAsSystem(coded)
    return verdictOf(judge(set, coded, { facts, abstract: 'refused' }), (out) => explain(set, coded, out))
  }
}

/** One text for one question. */
const keyOf = (valueSet: string | undefined, { system, version, code }: CodedValue): string =>
  JSON.stringify([valueSet, system, version, code])

const valueSetAsSystem = ({ system, code }: CodedValue): CodeVerdict => ({
  kind: 'invalid',
  why: 'unknown-code',
  sentence: `The code \`${shown(code)}\` has the system \`${system}\`, which is a value set; expected is the code system that it takes its codes from.`,
})
