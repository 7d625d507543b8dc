import fhirpath, { type Model, type ResourceNode } from 'fhirpath'
import r4 from 'fhirpath/fhir-context/r4'
import type { Definitions } from '../../definitions/definitions.js'
import { isExactNumber } from '../../fhir/exact-number.js'
import type { InvariantFocus } from '../invariant.js'

export const model: Model = r4

/** Makes the engine's own node of a value, so that the engine knows its type and what stands in its `_sibling`. */
export type EngineNodes = (focus: InvariantFocus) => ResourceNode | undefined

/** What gives the node of a value: the type that the evaluation starts from, the expression, and what is handed in. */
interface Reading {
  readonly base: string | undefined
  readonly expression: string
  readonly holder: unknown
}

/**
 * The engine takes no sibling of a primitive: it gets one by reading `value` of an Extension (`div` of a Narrative for xhtml), which hands out a node
 * with both.
 */
export function createEngineNodes(definitions: Definitions): EngineNodes {
  const runs = new Map<string, (holder: object) => readonly unknown[]>()
  return (focus) => {
    const { base, expression, holder } = reading(focus, definitions)
    if (typeof holder !== 'object' || holder === null) return undefined
    const key = `${base} ${expression}`
    const path = base === undefined ? expression : { base, expression }
    const run = runs.get(key) ?? fhirpath.compile(path, model, { resolveInternalTypes: false })
    runs.set(key, run)
    return run(holder)[0] as ResourceNode | undefined
  }
}

function reading({ type, value, sibling }: InvariantFocus, definitions: Definitions): Reading {
  const plain = withoutExactNumbers(value)
  if (type === 'xhtml') return { base: 'Narrative', expression: '`div`', holder: { div: plain, _div: sibling } }
  if (definitions.type(type)?.kind === 'primitive-type') {
    const name = `value${type.charAt(0).toUpperCase()}${type.slice(1)}`
    return { base: 'Extension', expression: 'value', holder: { [name]: plain, [`_${name}`]: sibling } }
  }
  return { base: definitions.isResourceType(type) ? undefined : type, expression: '$this', holder: plain }
}

/** The same value where there is nothing to change, which is the rule: the engine knows JavaScript's numbers only. */
export function withoutExactNumbers(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (isExactNumber(value)) return Number(value)
  if (Array.isArray(value)) {
    const items = value.map(withoutExactNumbers)
    return items.every((item, index) => item === value[index]) ? value : items
  }
  const entries = Object.entries(value)
  const plain = entries.map(([name, member]) => [name, withoutExactNumbers(member)] as const)
  return plain.every(([, member], index) => member === entries[index]?.[1]) ? value : Object.fromEntries(plain)
}
