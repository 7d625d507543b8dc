import type { Definitions } from '../../definitions/definitions.js'
import { compileInvariant, type Invariant } from '../../fhirpath/invariant.js'
import type { Rule } from '../run.js'
import { isRecord } from '../shapes.js'
import { evaluate } from './environment.js'
import { found, invariantOf } from './found.js'

/** ElementDefinition.constraint, and the type of the element that has it. https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.constraint */
export interface InvariantParameters {
  readonly key: string
  readonly severity: 'error' | 'warning'
  readonly human: string
  /** FHIRPath; without it nothing is checked. */
  readonly expression?: string
  /** The type of the element; `Resource` and `DomainResource` for whatever resource it is. */
  readonly type: string
  /** The profile that defines it; the type's own definition where it is absent. */
  readonly source?: string
  /** True for what a resource should be, and needn't (dom-6): silent, unless the run asks for it. */
  readonly bestPractice?: boolean
}

/** Profiles come and go while the process runs; so do their expressions. */
const EXPRESSIONS_MAX = 20_000

const compiled = new WeakMap<Definitions, Map<string, Invariant>>()

/** The same expression is compiled once, however many elements have it. */
export function compiledInvariant(expression: string, definitions: Definitions): Invariant {
  let known = compiled.get(definitions)
  if (known === undefined) {
    known = new Map()
    compiled.set(definitions, known)
  }
  let invariant = known.get(expression)
  if (invariant === undefined) {
    invariant = compileInvariant(expression, definitions)
    if (known.size >= EXPRESSIONS_MAX) known.clear()
    known.set(expression, invariant)
  }
  return invariant
}

const anyResource: ReadonlySet<string> = new Set(['Resource', 'DomainResource'])

/**
 * Checks an invariant. One that is violated is an error or a warning, as its definition says; one that cannot be evaluated is a warning, since it says
 * nothing about the resource (US Core's `pd-1`, `telecom or endpoint`, fails on two telecoms). https://hl7.org/fhir/R4/conformance-rules.html#constraints
 */
export function invariant(parameters: InvariantParameters): Rule {
  const { expression, type, bestPractice = false } = parameters
  if (expression === undefined || expression === '') return () => undefined
  const isOfAnyResource = anyResource.has(type)
  let holds: Invariant | undefined
  return (value, spot, sibling) => {
    const { run } = spot.frame
    if (bestPractice && run.bestPractices !== true) return
    holds ??= compiledInvariant(expression, run.definitions)
    const actual = isOfAnyResource && isRecord(value) ? value.resourceType : type
    const focus = { type: typeof actual === 'string' ? actual : type, value, sibling }
    const result = evaluate(holds, focus, spot.frame)
    if (result.kind === 'holds') return
    const rule = ruleOf(parameters)
    const { key, human, severity } = parameters
    if (result.kind === 'violated') {
      const sentence = `\`{path}\` breaks the rule \`${key}\`: ${human.trim().replace(/\.?$/, '.')}`
      return found(spot, '', { severity: bestPractice ? 'warning' : severity, code: 'invariant', sentence, rule })
    }
    const sentence = `The rule \`${key}\` could not be evaluated at \`{path}\`. ${result.message}`
    found(spot, '', { severity: 'warning', code: 'processing', sentence, rule })
  }
}

const ruleOf = ({ key, type, source }: InvariantParameters) =>
  source === undefined ? invariantOf(type, key) : { system: source, code: key }
