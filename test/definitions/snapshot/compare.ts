import type { ElementDefinition, StructureDefinition } from '@medplum/fhirtypes'
import { elementsOf, snapshotsWith } from './structures.js'

const sorted = (values: readonly (string | undefined)[]) => [...values].sort().join()
const unversioned = (values: readonly string[] = []) => sorted(values.map((value) => value.split('|')[0]))
const values = (element: ElementDefinition) =>
  JSON.stringify(
    Object.entries(element)
      .filter(([key]) => /^(fixed|pattern|minValue|maxValue|maxLength)/.test(key))
      .sort(),
  )

/** What a validator wants to know of an element. */
const facts: Readonly<Record<string, (element: ElementDefinition) => unknown>> = {
  path: ({ path }) => path,
  sliceName: ({ sliceName }) => sliceName,
  min: ({ min }) => min,
  max: ({ max }) => max,
  type: ({ type = [] }) =>
    sorted(type.map((one) => `${one.code}(${unversioned(one.profile)})[${unversioned(one.targetProfile)}]`)),
  values,
  binding: ({ binding }) => binding && `${binding.strength} ${binding.valueSet}`,
  constraint: ({ constraint = [] }) => sorted(constraint.map(({ key }) => key)),
  slicing: ({ slicing }) =>
    slicing && `${slicing.rules} ${slicing.discriminator?.map(({ type, path }) => `${type} ${path}`)}`,
  contentReference: ({ contentReference }) => contentReference?.replace(/^[^#]*/, ''),
  isModifier: ({ isModifier = false }) => isModifier,
  mustSupport: ({ mustSupport = false }) => mustSupport,
  base: ({ base }) => base && `${base.path} ${base.min}..${base.max}`,
}

export interface Comparison {
  readonly elements: number
  readonly agreeing: number
  /** Profile, element and what differs: `bodyweight Observation.value[x] type`. */
  readonly differences: readonly string[]
  readonly errors: readonly string[]
}

/** Makes the snapshot of each from its differential, and compares it with the published one. */
export function compare(structures: readonly StructureDefinition[]): Comparison {
  const snapshots = snapshotsWith(...structures)
  const differences: string[] = []
  const errors: string[] = []
  let elements = 0
  for (const { snapshot, ...structure } of structures) {
    const result = snapshots(structure)
    if ('error' in result) {
      errors.push(result.error)
      continue
    }
    const theirs = new Map((snapshot?.element ?? []).map((element) => [element.id ?? '', element]))
    const ours = elementsOf(result)
    const ids = new Set([...theirs.keys(), ...ours.keys()])
    elements += ids.size
    for (const id of ids) {
      const wrong = difference(theirs.get(id), ours.get(id))
      if (wrong !== '') differences.push(`${structure.id} ${id} ${wrong}`)
    }
    const common = [...ours.keys()].filter((id) => theirs.has(id))
    if (common.join() !== [...theirs.keys()].filter((id) => ours.has(id)).join()) errors.push(`${structure.id}: order`)
  }
  return { elements, agreeing: elements - differences.length, differences, errors }
}

function difference(theirs: ElementDefinition | undefined, ours: ElementDefinition | undefined): string {
  if (theirs === undefined) return 'extra'
  if (ours === undefined) return 'missing'
  return Object.keys(facts)
    .filter((name) => facts[name]?.(theirs) !== facts[name]?.(ours))
    .join()
}
