import type { CodedValue, CodeVerdict } from '../../terminology/terminology.js'
import type { Rule, Spot } from '../run.js'
import { isRecord } from '../shapes.js'
import { codedValue, quotedCode } from './coded.js'
import { found } from './found.js'

export type BindingStrength = 'required' | 'extensible' | 'preferred' | 'example'

/** ElementDefinition.binding, and the type of the element that has it. https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.binding */
export interface BindingParameters {
  readonly strength: BindingStrength
  /** Its url, mostly with a version. */
  readonly valueSet: string
  /** The extension `elementdefinition-maxValueSet`: required, whatever the strength is. https://hl7.org/fhir/R4/extension-elementdefinition-maxvalueset.html */
  readonly maxValueSet?: string
  /** `code`, `Coding`, `CodeableConcept`, `Quantity` and its kin, or a type that is written as a string (`string`, `uri` …). */
  readonly type: string
  readonly description?: string
}

/** A value set that a value is held to, and how firmly. */
interface Demand {
  readonly valueSet: string
  readonly strength: 'required' | 'extensible'
}

/**
 * Checks that a coded value is in its value set. Required: an error where it isn't, an information where that can't be known. Extensible: a warning
 * where it isn't; text alone is fine, since there may be no code that fits. Preferred and example bindings hold nobody.
 * https://hl7.org/fhir/R4/terminologies.html#strength
 */
export function binding({ strength, valueSet, maxValueSet, type }: BindingParameters): Rule {
  const demands: Demand[] = []
  if (strength === 'required' || strength === 'extensible') demands.push({ valueSet, strength })
  if (maxValueSet !== undefined) demands.push({ valueSet: maxValueSet, strength: 'required' })
  const check = checkOf(type)
  const [first, second] = demands
  if (first === undefined) return () => undefined
  if (second === undefined) return (value, spot) => check(value, spot, first)
  return (value, spot) => {
    check(value, spot, first)
    check(value, spot, second)
  }
}

type DemandCheck = (value: unknown, spot: Spot, demand: Demand) => void

function checkOf(type: string): DemandCheck {
  if (type === 'CodeableConcept') return checkConcept
  if (type === 'Coding') return checkCoding
  return /^[A-Z]/.test(type) ? checkQuantity : checkCode
}

/** A `code`, `string` or `uri`: the value set says which system it is of. */
const checkCode: DemandCheck = (value, spot, demand) => {
  if (typeof value !== 'string') return
  judge(spot, demand, codedValue(undefined, undefined, value, undefined))
}

/** A Quantity, whose unit is a system and a code; without a code it is bound to nothing, and its invariants say whether it may be so. */
const checkQuantity: DemandCheck = (value, spot, demand) => {
  if (isRecord(value) && typeof value.code === 'string') judge(spot, demand, codedOf(value, value.code))
}

const checkCoding: DemandCheck = (value, spot, demand) => {
  if (!isRecord(value)) return
  if (typeof value.code !== 'string') return noCode(spot, demand)
  judge(spot, demand, codedOf(value, value.code))
}

/** Any of the codings fulfils. */
const checkConcept: DemandCheck = (value, spot, demand) => {
  if (!isRecord(value)) return
  const { coding } = value
  if (coding !== undefined && !Array.isArray(coding)) return
  const codings: readonly unknown[] = coding ?? []
  let unverifiable: string | undefined
  let group: string | undefined
  let wrong: CodedValue | undefined
  for (const each of codings) {
    if (!isRecord(each) || typeof each.code !== 'string') continue
    const coded = codedOf(each, each.code)
    const verdict = verdictOf(spot, demand, coded)
    if (verdict.kind === 'valid' || verdict.kind === 'pending') return
    if (verdict.kind === 'unverifiable') unverifiable ??= verdict.sentence
    else if (verdict.why === 'abstract') group ??= verdict.sentence
    else wrong ??= coded
  }
  if (group !== undefined) onlyGroups(spot, demand, group)
  else if (unverifiable !== undefined) unknownWhether(spot, demand, unverifiable)
  else if (wrong === undefined) noCode(spot, demand)
  else if (codings.length === 1) outside(spot, demand, wrong)
  else noneOf(spot, demand, codings)
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** The system is the empty text where a Coding or Quantity has none: unlike that of a `code`, it is not the value set's to say. */
const codedOf = ({ system, version, display }: Readonly<Record<string, unknown>>, code: string): CodedValue =>
  codedValue(text(system) ?? '', text(version), code, text(display))

/** https://hl7.org/fhir/R4/datatypes.html#Coding */
const withoutSystem: CodeVerdict = { kind: 'invalid', why: 'not-in-value-set', sentence: 'The code has no system.' }

/** The verdict; a question that only the database can answer is asked. */
function verdictOf({ frame: { run } }: Spot, { valueSet }: Demand, coded: CodedValue): CodeVerdict {
  if (coded.system === '') return withoutSystem
  const verdict = run.terminology.inValueSet(valueSet, coded, run.answers.codes)
  if (verdict.kind === 'pending') run.ask(verdict.question)
  return verdict
}

function judge(spot: Spot, demand: Demand, coded: CodedValue): void {
  const verdict = verdictOf(spot, demand, coded)
  if (verdict.kind === 'unverifiable') unknownWhether(spot, demand, verdict.sentence)
  else if (verdict.kind !== 'invalid') return
  else if (verdict.why === 'abstract') onlyGroups(spot, demand, verdict.sentence)
  else outside(spot, demand, coded)
}

const ruleOf = ({ valueSet, strength }: Demand) => ({ system: valueSet, code: strength })

const named = (spot: Spot, { valueSet }: Demand): string => {
  const title = spot.frame.run.terminology.titleOf(valueSet)
  return title === valueSet ? `\`${valueSet}\`` : `“${title}” (\`${valueSet}\`)`
}

const advice = ({ strength }: Demand): string =>
  strength === 'required'
    ? 'one of its codes is required here.'
    : 'one of its codes has to be used here, unless none of them has the meaning.'

/**
 * A code that only groups others belongs to the value set, and R4 knows contexts that use it (decisions, definitions); so it is no error, even of a required
 * binding. https://hl7.org/fhir/R4/valueset-operation-validate-code.html (abstract)
 */
function onlyGroups(spot: Spot, demand: Demand, sentence: string): void {
  found(spot, '', {
    severity: 'warning',
    code: 'code-invalid',
    sentence: `\`{path}\`: ${sentence}`,
    rule: ruleOf(demand),
  })
}

function outside(spot: Spot, demand: Demand, coded: CodedValue): void {
  found(spot, '', {
    severity: demand.strength === 'required' ? 'error' : 'warning',
    code: 'code-invalid',
    sentence: `\`{path}\`: the ${quotedCode(coded)} is not in the value set ${named(spot, demand)}; ${advice(demand)}`,
    rule: ruleOf(demand),
  })
}

function noneOf(spot: Spot, demand: Demand, codings: readonly unknown[]): void {
  const codes = codings
    .slice(0, 5)
    .flatMap((each) => (isRecord(each) && typeof each.code === 'string' ? [quotedCode(codedOf(each, each.code))] : []))
  found(spot, '', {
    severity: demand.strength === 'required' ? 'error' : 'warning',
    code: 'code-invalid',
    sentence: `\`{path}\`: none of its codes (${codes.join(', ')}) is in the value set ${named(spot, demand)}; ${advice(demand)}`,
    rule: ruleOf(demand),
  })
}

/** An extensible binding allows text alone; a required one doesn't. https://hl7.org/fhir/R4/terminologies.html#required */
function noCode(spot: Spot, demand: Demand): void {
  if (demand.strength !== 'required') return
  found(spot, '', {
    code: 'code-invalid',
    sentence: `\`{path}\` has no code; a code of the value set ${named(spot, demand)} is required here.`,
    rule: ruleOf(demand),
  })
}

function unknownWhether(spot: Spot, demand: Demand, sentence: string): void {
  if (demand.strength !== 'required') return
  found(spot, '', {
    severity: 'information',
    code: 'not-supported',
    sentence: `\`{path}\` could not be checked against the value set ${named(spot, demand)}. ${sentence}`,
    rule: ruleOf(demand),
  })
}
