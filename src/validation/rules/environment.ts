import type { Invariant, InvariantEnvironment, InvariantFocus, InvariantResult } from '../../fhirpath/invariant.js'
import type { CodedValue } from '../../terminology/terminology.js'
import type { Frame } from '../run.js'
import { isRecord } from '../shapes.js'
import { codedValue } from './coded.js'
import { resolveReference } from './resolve.js'

const environments = new WeakMap<Frame, CountingEnvironment>()

/** The environment of a frame, and how often it knew no answer. */
interface CountingEnvironment extends InvariantEnvironment {
  unknowns: number
}

/**
 * Evaluates an invariant in a frame. What gives nothing, since it is not known where a reference leads or what a value set holds, is not violated but could not be
 * evaluated.
 */
export function evaluate(holds: Invariant, focus: InvariantFocus, frame: Frame): InvariantResult {
  const environment = environmentOf(frame)
  const { unknowns } = environment
  const result = holds(focus, environment)
  if (result.kind !== 'violated' || result.isEmpty !== true || environment.unknowns === unknowns) return result
  return { kind: 'failed', message: 'It asks for a resource, a value set or a profile that is not known here.' }
}

/** What the invariants of a resource are evaluated in; made once for each frame. https://hl7.org/fhir/R4/fhirpath.html */
export function environmentOf(frame: Frame): CountingEnvironment {
  const known = environments.get(frame)
  if (known !== undefined) return known
  const { run, resource, rootResource, pointer } = frame
  const counted = <T>(answer: T | undefined): T | undefined => {
    if (answer === undefined) environment.unknowns++
    return answer
  }
  const environment: CountingEnvironment = {
    resource,
    rootResource,
    unknowns: 0,
    resolve: (reference) => counted(resolveReference(frame, reference)),
    memberOf: (value, valueSet) => counted(memberOf(frame, value, valueSet)),
    conformsTo: (value, profile) => counted(run.conforms(value, profile, { frame, pointer })),
    ...(run.now === undefined ? {} : { now: run.now }),
    ...(run.allowance === undefined ? {} : { allowance: run.allowance }),
  }
  environments.set(frame, environment)
  return environment
}

/** Whether a code, Coding or CodeableConcept is in a value set; undefined where nobody can tell (yet: then it is asked). */
function memberOf({ run }: Frame, value: unknown, valueSet: string): boolean | undefined {
  let isUnknown = false
  for (const coded of codedValues(value)) {
    const verdict = run.terminology.inValueSet(valueSet, coded, run.answers.codes)
    if (verdict.kind === 'valid' || (verdict.kind === 'invalid' && verdict.why === 'abstract')) return true
    if (verdict.kind === 'pending') run.ask(verdict.question)
    isUnknown ||= verdict.kind !== 'invalid'
  }
  return isUnknown ? undefined : false
}

function codedValues(value: unknown): readonly CodedValue[] {
  if (typeof value === 'string') return [codedValue(undefined, undefined, value, undefined)]
  if (!isRecord(value)) return []
  if (Array.isArray(value.coding)) return value.coding.flatMap(codedValues)
  const { system, version, code } = value
  if (typeof code !== 'string') return []
  return [codedValue(textOf(system), textOf(version), code, undefined)]
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
