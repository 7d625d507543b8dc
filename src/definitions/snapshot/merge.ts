import type { ElementDefinition, ElementDefinitionConstraint, ElementDefinitionType } from '@medplum/fhirtypes'

/**
 * The element of a snapshot after a differential's changes: what it says takes the place of what was there, but texts that begin with `...` go on from
 * it, lists are added to, and neither cardinality nor a flag is ever loosened. `source` is the profile, named by each of its invariants.
 * https://hl7.org/fhir/R4/elementdefinition.html
 */
export function mergeElement(before: ElementDefinition, change: ElementDefinition, source: string): ElementDefinition {
  const merged = merge(before, change, source)
  return merged.binding === undefined || isBindable(merged) ? merged : withoutBinding(merged)
}

/** https://hl7.org/fhir/R4/terminologies.html#bindings; what a choice is narrowed to may leave its binding without a type. */
const bindable = new Set([
  'code',
  'Coding',
  'CodeableConcept',
  'Quantity',
  'uri',
  'string',
  'canonical',
  'Age',
  'Duration',
])

const isBindable = ({ type = [] }: ElementDefinition): boolean =>
  type.length === 0 || type.some(({ code = '' }) => bindable.has(code) || code.includes(':'))

function withoutBinding({ binding: _, ...element }: ElementDefinition): ElementDefinition {
  return element
}

function merge(before: ElementDefinition, change: ElementDefinition, source: string): ElementDefinition {
  const { min, max, type, binding, constraint, condition, alias, code, mapping, extension, ...rest } = change
  return {
    ...before,
    ...rest,
    ...texts(before, change),
    ...cardinality(before, change),
    ...((before.mustSupport === true || change.mustSupport === true) && { mustSupport: true }),
    ...((before.isModifier === true || change.isModifier === true) && { isModifier: true }),
    ...(type !== undefined && { type: type.map((one) => mergeType(before.type ?? [], one)) }),
    ...(binding !== undefined && { binding: { ...before.binding, ...binding } }),
    ...(constraint !== undefined && { constraint: mergeConstraints(before.constraint ?? [], constraint, source) }),
    ...(condition !== undefined && { condition: [...new Set([...(before.condition ?? []), ...condition])] }),
    ...(alias !== undefined && { alias: [...new Set([...(before.alias ?? []), ...alias])] }),
    ...(code !== undefined && { code }),
    ...(mapping !== undefined && { mapping: [...(before.mapping ?? []), ...mapping] }),
    ...(extension !== undefined && { extension: [...(before.extension ?? []), ...extension] }),
  }
}

/** Gives a constraint that names no source the definition in which it stands. */
export function withSource(element: ElementDefinition, source: string): ElementDefinition {
  if (element.constraint?.every((constraint) => constraint.source !== undefined) ?? true) return element
  return { ...element, constraint: element.constraint?.map((constraint) => ({ source, ...constraint })) ?? [] }
}

function texts(before: ElementDefinition, change: ElementDefinition): Partial<ElementDefinition> {
  const continued = (['definition', 'comment', 'requirements'] as const).filter((key) => change[key]?.startsWith('...'))
  return Object.fromEntries(continued.map((key) => [key, `${before[key] ?? ''}${change[key]?.slice(3) ?? ''}`]))
}

function cardinality(before: ElementDefinition, change: ElementDefinition): Partial<ElementDefinition> {
  return {
    ...(change.min !== undefined && { min: Math.max(change.min, before.min ?? 0) }),
    ...(change.max !== undefined && { max: isLess(change.max, before.max ?? '*') ? change.max : (before.max ?? '*') }),
  }
}

const isLess = (a: string, b: string): boolean => b === '*' || (a !== '*' && Number(a) <= Number(b))

/** A type that is named again without its targets keeps them. */
function mergeType(before: readonly ElementDefinitionType[], change: ElementDefinitionType): ElementDefinitionType {
  const same = before.filter(({ code }) => code === change.code)
  const [only] = same
  if (same.length !== 1 || only?.targetProfile === undefined || change.targetProfile !== undefined) return change
  return { ...change, targetProfile: only.targetProfile }
}

/** A constraint of a key that is there takes its place. */
function mergeConstraints(
  before: readonly ElementDefinitionConstraint[],
  changes: readonly ElementDefinitionConstraint[],
  source: string,
): ElementDefinitionConstraint[] {
  const merged = new Map([...before, ...changes.map((change) => ({ source, ...change }))].map((one) => [one.key, one]))
  return [...merged.values()]
}
