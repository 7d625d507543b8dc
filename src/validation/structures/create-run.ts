import type { Allowance } from '../../fhirpath/invariant/allowance.js'
import { isA } from '../../fhirpath/type-hierarchy.js'
import type { Answers, Run, Spot } from '../run.js'
import { isProfile } from '../schema/element-names.js'
import { isRecord } from '../shapes.js'
import type { Structure, Structures } from './structures.js'

/** Profiles that lead to others through references are followed so far; then the value counts as conforming. */
const DEPTH_MAX = 16

/** What every run of a validator shares. */
export type RunParts = Pick<Run, 'definitions' | 'canonicals' | 'terminology' | 'bestPractices'> & {
  readonly structures: Structures
}

/** Where a run reports and asks. */
export type Sink = Pick<Run, 'report' | 'ask'>

/** What is known of values by profile; what is under way counts as conforming, so that circles end. */
type Verdicts = WeakMap<object, Map<string, boolean>>

/** A run: what rules find goes to the sink. */
export const createRun = (parts: RunParts, known: Known, sink: Sink): Run =>
  runAt(parts, { ...known, verdicts: new WeakMap(), depth: 0 }, sink)

/** What is known when the run begins. */
export interface Known {
  readonly answers: Answers
  /** The time of the request. */
  readonly now?: string | undefined
  /** The time that the invariants of the whole validation may take together. */
  readonly allowance?: Allowance
}

interface RunState extends Known {
  readonly verdicts: Verdicts
  readonly depth: number
}

function runAt(parts: RunParts, state: RunState, sink: Sink): Run {
  const { structures, definitions, canonicals, terminology, bestPractices = false } = parts
  // A profile that leads back to itself ends here, and what two elements ask of a value is asked once.
  const visited = new Set<string>()
  return {
    definitions,
    canonicals,
    terminology,
    bestPractices,
    answers: state.answers,
    ...(state.now === undefined ? {} : { now: state.now }),
    ...(state.allowance === undefined ? {} : { allowance: state.allowance }),
    report: sink.report,
    ask: sink.ask,
    validate: (value, profile, { frame, pointer }) => {
      const found = structures.ofProfile(profile)
      if (found.kind !== 'structure' || !isProfile(found.structure.definition)) return
      const visit = `${pointer} ${found.structure.canonical}`
      if (visited.has(visit)) return
      visited.add(visit)
      found.structure.code(value, frame, pointer)
    },
    conforms: (value, profile, spot) => {
      const found = structures.ofProfile(profile)
      if (found.kind !== 'structure') return undefined
      return conforms(value, found.structure, spot, { parts, state, ask: sink.ask })
    },
  }
}

interface Asking {
  readonly parts: RunParts
  readonly state: RunState
  readonly ask: Sink['ask']
}

function conforms(value: unknown, structure: Structure, spot: Spot, { parts, state, ask }: Asking): boolean {
  const { definition, canonical } = structure
  const isResource = isRecord(value) && typeof value.resourceType === 'string'
  if (isResource && !isA(String(value.resourceType), definition.type ?? '', parts.definitions)) return false
  if (!isProfile(definition) || state.depth >= DEPTH_MAX) return true
  const verdicts = isRecord(value) ? verdictsOf(state.verdicts, value) : new Map<string, boolean>()
  const known = verdicts.get(canonical)
  if (known !== undefined) return known
  verdicts.set(canonical, true)
  let holds = true
  const report: Sink['report'] = ({ severity }) => {
    if (severity === 'error' || severity === 'fatal') holds = false
  }
  const run = runAt(parts, { ...state, depth: state.depth + 1 }, { report, ask })
  structure.code(value, { ...spot.frame, run }, spot.pointer)
  verdicts.set(canonical, holds)
  return holds
}

function verdictsOf(verdicts: Verdicts, value: object): Map<string, boolean> {
  const known = verdicts.get(value)
  if (known !== undefined) return known
  const made = new Map<string, boolean>()
  verdicts.set(value, made)
  return made
}
