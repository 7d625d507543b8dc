import type { Concept } from './code-system-source.js'
import { displaysOf, type Judgement, judgeAbsent, judgeMissing, type Membership } from './membership.js'
import { otherVersionSentence } from './sentences.js'
import type { CodedValue } from './terminology.js'

/** Whether a code system has a code, by what is known so far; a concept that only groups is one too. */
export function memberOfSystem({ system, version, code }: CodedValue, { sources, facts }: Judgement): Membership {
  if (system === undefined) {
    return { kind: 'unknown', sentence: `The code \`${code}\` cannot be verified, since it comes without a system.` }
  }
  const found = sources.nearest(system, version)
  if (found === undefined) return judgeAbsent(system, code)
  const { source } = found
  const concept = facts.find(source, code)
  if (concept === 'pending') return { kind: 'pending' }
  if (concept === undefined) {
    return found.version === 'other' && source.content !== 'grammar'
      ? { kind: 'unknown', sentence: otherVersionSentence(source, code, version ?? '') }
      : judgeMissing(source, code)
  }
  const displays = source.content === 'grammar' ? [] : rememberedDisplays(concept)
  return { kind: 'in', displays, concept, system }
}

/** Concepts in memory stay, and so do their displays. */
const displays = new WeakMap<Concept, readonly string[]>()

function rememberedDisplays(concept: Concept): readonly string[] {
  const known = displays.get(concept)
  if (known !== undefined) return known
  const found = displaysOf(concept)
  displays.set(concept, found)
  return found
}
