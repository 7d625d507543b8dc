import type { Membership } from './membership.js'
import type { CodedValue, CodeVerdict } from './terminology.js'
import type { CompiledSet } from './value-set.js'

/** What the validator learns of a membership; undefined while it is pending. A sentence is made where it is read: most are not. */
export function verdictOf(
  answer: Membership,
  sentence: (out: Extract<Membership, { kind: 'out' }>) => string,
): CodeVerdict | undefined {
  switch (answer.kind) {
    case 'in':
      return { kind: 'valid', displays: answer.displays }
    case 'unknown':
      return { kind: 'unverifiable', sentence: answer.sentence }
    case 'pending':
      return undefined
    case 'out':
      return {
        kind: 'invalid',
        why: answer.why ?? 'not-in-value-set',
        get sentence() {
          return sentence(answer)
        },
      }
  }
}

/** Codes that a set remembers as its own; beyond, it judges anew. */
const VALID_MAX = 2_000

/** Keeps a verdict with its set, so that it is a look-up from then on. */
export function rememberValid(
  { valid }: CompiledSet,
  { system, version, code }: CodedValue,
  verdict: CodeVerdict,
): void {
  if (verdict.kind !== 'valid' || version !== undefined) return
  const codes = valid.get(system) ?? new Map<string, CodeVerdict>()
  if (codes.size >= VALID_MAX) return
  valid.set(system, codes)
  codes.set(code, verdict)
}
