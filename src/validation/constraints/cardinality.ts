import type { JsonRecord } from '../check.js'
import type { Rule, Spot } from '../run.js'
import type { Cardinality, ChoiceTypes } from '../schema/cardinality.js'
import { isRecord } from '../shapes.js'

export interface CardinalityParameters {
  readonly elements: readonly Cardinality[]
}

/** Elements occur as often as a profile asks. https://hl7.org/fhir/R4/conformance-rules.html#cardinality */
export const cardinality = ({ elements }: CardinalityParameters): Rule => {
  const checks = elements.map(elementCheck)
  return (value, spot) => {
    if (!isRecord(value)) return
    for (const check of checks) check(value, spot)
  }
}

/** The same for what stands in the `_element` of a primitive, which may be absent altogether. */
export const siblingCardinality = ({ elements }: CardinalityParameters): Rule => {
  const rule = cardinality({ elements })
  return (_value, spot, sibling) => rule(sibling ?? {}, spot)
}

function elementCheck(element: Cardinality): (value: JsonRecord, spot: Spot) => void {
  const { min, max = Number.POSITIVE_INFINITY, whenAbsent } = element
  const members = element.names.map((name) => ({ name, sibling: `_${name}` }))
  return (value, spot) => {
    let count = 0
    for (const { name, sibling } of members) {
      const own = value[name]
      const beside = value[sibling]
      if (own !== undefined || beside !== undefined) count += Math.max(occurrences(own), occurrences(beside))
    }
    if (whenAbsent === true ? count === 0 && min > 0 : count < min) tooFew(count, element, spot)
    else if (count > max) tooMany(count, value, element, spot)
  }
}

function occurrences(value: unknown): number {
  if (Array.isArray(value)) return value.length
  return value === undefined || value === null ? 0 : 1
}

const ofSlice = ({ slice }: Cardinality): string => (slice === undefined ? '' : ` of the slice \`${slice}\``)

function tooFew(count: number, element: Cardinality, { frame, pointer }: Spot): void {
  const { names, wanted: allowed = names, min } = element
  const [only, ...others] = names
  const isOne = others.length === 0 && only !== undefined
  const name = `\`{path}\`${ofSlice(element)}`
  const wanted = isOne ? '' : ` as ${allowed.map((each) => `\`${each}\``).join(' or ')}`
  const sentence =
    count === 0
      ? `${name} is missing; ${min === 1 ? 'it is required' : `at least ${min} are required`}${wanted}.`
      : `${name} occurs ${times(count)}; at least ${min} are required.`
  const at = `${pointer}/${isOne ? only : element.element}`
  frame.run.report({ severity: 'error', code: count === 0 ? 'required' : 'structure', pointer: at, sentence })
}

function tooMany(count: number, value: JsonRecord, element: Cardinality, { frame, pointer }: Spot): void {
  const { names, max = 0 } = element
  const given = names.find((name) => value[name] !== undefined || value[`_${name}`] !== undefined) ?? element.element
  const sentence =
    max === 0
      ? `\`{path}\`${ofSlice(element)} is not allowed here by the profile.`
      : `\`{path}\`${ofSlice(element)} occurs ${times(count)}; at most ${max} ${max === 1 ? 'is' : 'are'} allowed.`
  frame.run.report({ severity: 'error', code: 'structure', pointer: `${pointer}/${given}`, sentence })
}

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`)

/** A choice has one of the types that a profile keeps. https://hl7.org/fhir/R4/profiling.html#slice */
export const choiceTypes =
  ({ choices }: { readonly choices: readonly ChoiceTypes[] }): Rule =>
  (value, { frame, pointer }) => {
    if (!isRecord(value)) return
    for (const { allowed, denied } of choices) {
      const given = denied.find((name) => value[name] !== undefined || value[`_${name}`] !== undefined)
      if (given === undefined) continue
      const sentence = `\`{path}\` is of a type that the profile does not allow; it has to be ${allowed.map((name) => `\`${name}\``).join(' or ')}.`
      frame.run.report({ severity: 'error', code: 'structure', pointer: `${pointer}/${given}`, sentence })
    }
  }

/** A resource inside another is of one of the types that a profile keeps. */
export const resourceType =
  ({ types }: { readonly types: readonly string[] }): Rule =>
  (value, { frame, pointer }) => {
    if (!isRecord(value) || typeof value.resourceType !== 'string' || types.includes(value.resourceType)) return
    if (types.includes('DomainResource')) return
    const wanted = types.map((type) => `\`${type}\``).join(' or ')
    const sentence = `\`{path}\` is a \`${value.resourceType}\`; the profile takes ${wanted} here.`
    frame.run.report({ severity: 'error', code: 'structure', pointer, sentence })
  }
