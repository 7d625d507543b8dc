import { createCanonicals } from '../../../src/definitions/create-canonicals.js'
import { entryOf } from '../../../src/definitions/entry.js'
import { loadCanonicals } from '../../../src/definitions/load-canonicals.js'
import { createTerminology } from '../../../src/terminology/create-terminology.js'
import type { JsonRecord } from '../../../src/validation/check.js'
import type { Finding, Frame, Question, Rule, Run, Spot } from '../../../src/validation/run.js'
import { definitions } from '../samples.js'

export const canonicals = createCanonicals([loadCanonicals()])
export const terminology = createTerminology({ canonicals })

/** Where a rule is asked: everything has a default. */
export interface Place {
  readonly resource?: object
  readonly container?: object
  readonly bundle?: object
  readonly fullUrl?: string
  readonly pointer?: string
  /** Where the resource itself stands. */
  readonly base?: string
  readonly run?: Partial<Run>
}

export interface Asked {
  readonly findings: readonly Finding[]
  readonly questions: readonly Question[]
  /** `error code-invalid /gender`. */
  readonly lines: readonly string[]
  readonly sentences: readonly string[]
}

/** A run of R4's own definitions, and what it collected. */
export function sampleRun(parts: Partial<Run> = {}) {
  const findings: Finding[] = []
  const questions: Question[] = []
  const run: Run = {
    definitions,
    canonicals,
    terminology,
    answers: { codes: new Map(), resources: new Map() },
    report: (finding) => findings.push(finding),
    ask: (question) => questions.push(question),
    conforms: () => undefined,
    validate: () => undefined,
    ...parts,
  }
  return { run, findings, questions }
}

export function frameOf(run: Run, { resource, container, bundle, fullUrl, base = '' }: Place): Frame {
  const own = (resource ?? { resourceType: 'Patient' }) as JsonRecord
  const around: Frame | undefined =
    bundle === undefined
      ? undefined
      : { run, resource: bundle as JsonRecord, rootResource: bundle as JsonRecord, pointer: '', bundle: undefined }
  return {
    run,
    resource: own,
    rootResource: (container ?? own) as JsonRecord,
    pointer: base,
    bundle: around === undefined ? undefined : { frame: around, fullUrl },
  }
}

/** What a rule says of a value. */
export function ask(rule: Rule, value: unknown, place: Place = {}, sibling?: unknown): Asked {
  const { run, findings, questions } = sampleRun(place.run)
  const spot: Spot = { frame: frameOf(run, place), pointer: place.pointer ?? '/x' }
  rule(value, spot, sibling)
  return {
    findings,
    questions,
    lines: findings.map(({ severity, code, pointer }) => `${severity} ${code} ${pointer}`),
    sentences: findings.map(({ sentence }) => sentence),
  }
}

/** Values of all JSON types, which a rule has to take without throwing or reporting: their types are the structure check's matter. */
export const strangeValues: readonly unknown[] = [null, true, 5, '', [], {}, [null], [[]], [{}], { coding: null }]

/** R4's canonicals and one more. */
export const canonicalsWith = (...resources: readonly object[]) =>
  createCanonicals([loadCanonicals(), resources.map((resource) => entryOf(resource as never, 'stored'))])
