import { shown, suggestion } from '../fhir/suggest.js'
import { candidatesOf } from './candidates.js'
import { type Judgement, type Membership, memberOf } from './membership.js'
import { codeName } from './sentences.js'
import type { CodedValue } from './terminology.js'
import { type CompiledSet, nameOf } from './value-set.js'

/** Makes the sentence that says why a code is not in a value set, and what was expected. */
export type Explain = (set: CompiledSet, coded: CodedValue, answer: Extract<Membership, { kind: 'out' }>) => string

/** Codes that a sentence lists. */
const LISTED_MAX = 10
/** Codes among which the nearest is looked for. */
const CANDIDATES_MAX = 200

/** Sentences about one terminology's value sets; what a set expects is found out once. */
export function createExplain(judgement: Judgement): Explain {
  const expected = new Map<CompiledSet, readonly string[]>()
  const expectedOf = (set: CompiledSet): readonly string[] => {
    const codes = expected.get(set) ?? codesOf(set, judgement)
    // Sets without a url come with requests, and go with them.
    if (set.url !== '') expected.set(set, codes)
    return codes
  }
  return (set, coded, answer) => {
    if (answer.why === 'syntax' && answer.sentence !== undefined) return answer.sentence
    const system = otherSystem(set, coded, judgement)
    const sentence = answer.sentence ?? `The code ${codeName(coded)} is not in the value set ${nameOf(set)}.`
    if (system !== undefined) {
      return `The code ${codeName(coded)} is not in the value set ${nameOf(set)}; with the system \`${system}\` it would be.`
    }
    return `${sentence}${expectation(shown(coded.code), expectedOf(set))}`
  }
}

/** The system with which the code would be right. */
function otherSystem(set: CompiledSet, coded: CodedValue, judgement: Judgement): string | undefined {
  if (coded.system === undefined) return undefined
  const answer = memberOf(set, { ...coded, system: undefined, version: undefined }, judgement)
  return answer.kind === 'in' && answer.system !== coded.system ? answer.system : undefined
}

function codesOf(set: CompiledSet, judgement: Judgement): readonly string[] {
  const candidates = candidatesOf(set, judgement.sources, judgement.setOf, CANDIDATES_MAX) ?? []
  return candidates
    .filter((candidate) => memberOf(set, { ...candidate, display: undefined }, judgement).kind === 'in')
    .map((candidate) => candidate.code)
}

/** ` Expected is one of …` for a small set, ` Did you mean …?` for a larger one. */
function expectation(code: string, codes: readonly string[]): string {
  if (codes.length === 0) return ''
  if (codes.length > LISTED_MAX) return suggestion(code, codes)
  const list = codes.map((each) => `\`${each}\``).join(', ')
  return codes.length === 1 ? ` Expected is ${list}.` : ` Expected is one of ${list}.`
}
