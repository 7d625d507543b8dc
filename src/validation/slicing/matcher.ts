import { parseReference } from '../../fhir/reference.js'
import { isA } from '../../fhirpath/type-hierarchy.js'
import type { CodedValue, CodeVerdict } from '../../terminology/terminology.js'
import { isSame } from '../rules/fixed.js'
import { matchesPattern } from '../rules/pattern.js'
import type { Spot } from '../run.js'
import { isRecord } from '../shapes.js'
import { type FoundNode, nodesAt, startNode } from './nodes.js'
import type { Condition, Step } from './parameters.js'

/** Whether a value is what a slice is told by. */
export type Matcher = (value: unknown, spot: Spot) => boolean

type NodeTest = (node: FoundNode) => boolean

/** Compiles the conditions of a slice. https://hl7.org/fhir/R4/profiling.html#discriminator */
export function createMatcher(conditions: readonly Condition[]): Matcher {
  const tests = conditions.map(testOf)
  return (value, spot) => {
    const start = startNode(value, undefined, spot)
    return tests.every((test) => test(start))
  }
}

function testOf(condition: Condition): NodeTest {
  switch (condition.kind) {
    case 'all': {
      const tests = condition.conditions.map(testOf)
      return (node) => tests.every((test) => test(node))
    }
    case 'any': {
      const tests = condition.conditions.map(testOf)
      return (node) => tests.some((test) => test(node))
    }
    case 'fixed':
      return valueTest(condition.path, condition.values, isSame)
    case 'pattern':
      return valueTest(condition.path, condition.values, matchesPattern)
    case 'binding':
      return someAt(condition.path, (node) => isInValueSet(node, condition.valueSet))
    case 'exists':
      return (node) => nodesAt(node, condition.path).length > 0 === condition.exists
    case 'type':
      return typeTest(condition.path, condition.types)
    case 'profile':
      return someAt(condition.path, ({ value, spot }) =>
        condition.profiles.some((profile) => spot.frame.run.conforms(value, profile, spot) === true),
      )
  }
}

/** The common case: the path has names only, and values are compared. No spots are made on the way. */
function valueTest(
  path: readonly Step[],
  values: readonly unknown[],
  isLike: (value: unknown, wanted: unknown) => boolean,
): NodeTest {
  const [only, ...others] = values
  const test =
    others.length === 0
      ? (value: unknown) => isLike(value, only)
      : (value: unknown) => values.some((each) => isLike(value, each))
  const names = path.map((step) => (step.kind === 'child' ? step.names.map(({ json }) => json) : undefined))
  if (names.some((each) => each === undefined)) return someAt(path, ({ value }) => test(value))
  const walk = (names as readonly (readonly string[])[]).reduceRight(within, test)
  return ({ value }) => walk(value)
}

type ValueTest = (value: unknown) => boolean

/** True where the test holds for one of the children of these names. */
function within(test: ValueTest, names: readonly string[]): ValueTest {
  return (owner) => {
    if (!isRecord(owner)) return false
    for (const name of names) {
      const value = owner[name]
      if (Array.isArray(value) ? value.some(test) : value !== undefined && value !== null && test(value)) return true
    }
    return false
  }
}

const someAt =
  (path: readonly Step[], test: NodeTest): NodeTest =>
  (node) =>
    nodesAt(node, path).some(test)

/** A code counts where nothing says that it is wrong; what has to be asked counts until it is answered. */
function isInValueSet({ value, spot }: FoundNode, valueSet: string): boolean {
  const { run } = spot.frame
  return codesOf(value).some((coded) => {
    const verdict: CodeVerdict = run.terminology.inValueSet(valueSet, coded, run.answers.codes)
    if (verdict.kind === 'pending') run.ask(verdict.question)
    return verdict.kind === 'valid' || verdict.kind === 'pending'
  })
}

function codesOf(value: unknown): readonly CodedValue[] {
  if (typeof value === 'string') return [{ system: undefined, version: undefined, code: value, display: undefined }]
  if (!isRecord(value)) return []
  if (Array.isArray(value.coding)) return value.coding.flatMap(codesOf)
  const { system, version, code } = value
  if (typeof code !== 'string') return []
  return [{ system: text(system), version: text(version), code, display: undefined }]
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** Types are told by the JSON name of a choice, by `resourceType`, and behind `resolve()` by the reference itself where its target is not at hand. */
function typeTest(path: readonly Step[], types: readonly string[]): NodeTest {
  const isOne = (type: string | undefined, { spot }: FoundNode): boolean =>
    type !== undefined && types.some((wanted) => isA(type, wanted, spot.frame.run.definitions))
  const last = path.at(-1)
  if (last?.kind !== 'resolve') return (node) => nodesAt(node, path).some((found) => isOne(found.type, found))
  return (node) =>
    nodesAt(node, path.slice(0, -1)).some((reference) => {
      const [target] = nodesAt(reference, [last])
      return isOne(target?.type ?? typeOfReference(reference.value), reference)
    })
}

/** The type that a reference names by itself. https://hl7.org/fhir/R4/references.html#Reference */
function typeOfReference(value: unknown): string | undefined {
  if (!isRecord(value)) return undefined
  if (typeof value.type === 'string') return value.type
  if (typeof value.reference !== 'string') return undefined
  const parsed = parseReference(value.reference)
  return parsed.kind === 'relative' || parsed.kind === 'restful' ? parsed.type : undefined
}
