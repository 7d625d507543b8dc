import type { ResourceNode, UserInvocationTable } from 'fhirpath'
import type { InvariantEnvironment } from '../invariant.js'
import { canonicalText, isObject } from '../json-value.js'
import type { EngineNodes } from './engine-node.js'
import { patternOf } from './pattern.js'

type Nodes = readonly (ResourceNode | undefined)[]

/**
 * The functions that the engine would ask a server or the clock for, answered by the environment.
 * https://github.com/HL7/fhirpath.js#user-defined-functions
 */
export function engineFunctions(environment: InvariantEnvironment, nodeOf: EngineNodes): UserInvocationTable {
  const clock = (type: string, from: number, to?: number) => () => {
    if (environment.now === undefined) throw new Error('no time was given for `now()`, `today()` and `timeOfDay()`')
    return nodeOf({ type, value: environment.now.slice(from, to), sibling: undefined })
  }
  const ask =
    (decide: (value: unknown, canonical: string) => boolean | undefined) => (nodes: Nodes, canonical: string) => {
      const value = dataOf(nodes[0])
      return nodes.length === 1 && value !== undefined ? decide(value, canonical) : undefined
    }
  return {
    resolve: {
      fn: (nodes: Nodes) => nodes.map((node) => resolved(node, environment, nodeOf)).filter(Boolean),
      ...internal,
    },
    memberOf: { fn: ask(environment.memberOf), arity: { 1: ['String'] }, ...internal },
    conformsTo: { fn: ask(environment.conformsTo), arity: { 1: ['String'] }, ...internal },
    matches: { fn: matched, arity: { 1: ['String'], 2: ['String', 'String'] }, ...internal },
    matchesFull: {
      fn: (nodes: Nodes, pattern: unknown) => matched(nodes, fully(pattern)),
      arity: { 1: ['String'] },
      ...internal,
    },
    replaceMatches: { fn: replaced, arity: { 2: ['String', 'String'] }, ...internal },
    repeat: { fn: repeated, arity: { 1: ['Expr'] }, ...internal },
    now: { fn: clock('dateTime', 0), ...internal },
    today: { fn: clock('date', 0, 10), ...internal },
    timeOfDay: { fn: clock('time', 11, 19), ...internal },
  } as unknown as UserInvocationTable
}

const internal = { internalStructures: true } as const

/** A node's content; plain values (literals, what functions made) stand for themselves. */
const dataOf = (node: unknown): unknown => (isNode(node) ? node.data : node) ?? undefined

const isNode = (node: unknown): node is ResourceNode =>
  typeof node === 'object' && node !== null && 'fhirNodeDataType' in node

function resolved(node: unknown, environment: InvariantEnvironment, nodeOf: EngineNodes): ResourceNode | undefined {
  const data = dataOf(node)
  const reference = isObject(data) ? data.reference : data
  const found = typeof reference === 'string' ? environment.resolve(reference) : undefined
  if (found === undefined) return undefined
  const type = (found as { resourceType?: unknown }).resourceType
  return typeof type === 'string' ? nodeOf({ type, value: found, sibling: undefined }) : undefined
}

/** The text of the only node; undefined where there is none. An error for anything else. */
function textOf(nodes: Nodes): string | undefined {
  if (nodes.length > 1) throw new Error('one text was expected')
  const value = dataOf(nodes[0])
  if (value === undefined || typeof value === 'string') return value
  throw new Error('a text was expected')
}

/** Patterns come from outside: those that could take for ever don't run on JavaScript's own engine. */
function matched(nodes: Nodes, pattern: unknown, flags?: unknown): boolean | undefined {
  if (flags !== undefined) throw new Error('`matches` is not given flags in FHIRPath N1')
  const text = textOf(nodes)
  return text === undefined || typeof pattern !== 'string' ? undefined : patternOf(pattern).test(text)
}

const fully = (pattern: unknown) => (typeof pattern === 'string' ? `^(?:${pattern})$` : pattern)

function replaced(nodes: Nodes, pattern: unknown, substitution: unknown): string | undefined {
  const text = textOf(nodes)
  if (text === undefined || typeof pattern !== 'string' || typeof substitution !== 'string') return undefined
  return patternOf(pattern).replace(text, substitution)
}

const repeatedMax = 100_000

/** The engine's own `repeat` never ends where each turn finds something new. */
function repeated(nodes: Nodes, projection: (node: unknown) => readonly unknown[]): readonly unknown[] {
  const found = new Map<string, unknown>()
  let level: readonly unknown[] = nodes
  while (level.length > 0) {
    level = level.flatMap(projection).filter((node) => {
      const key = canonicalText(dataOf(node) ?? null)
      const isNew = !found.has(key)
      found.set(key, found.get(key) ?? node)
      return isNew
    })
    if (found.size > repeatedMax) throw new Error(`\`repeat\` finds more than ${repeatedMax} items`)
  }
  return [...found.values()]
}
