import type { SliceParameters, SlicingParameters } from '../slicing/parameters.js'
import { type Cardinality, type Compared, elementName } from './cardinality.js'
import { conditionsOf } from './discriminators.js'
import { choiceName, maxOf, typeCodes } from './element-names.js'
import type { ElementAsked } from './element-rules.js'
import { elementSchema, type Making } from './element-schema.js'
import type { ElementNode } from './element-tree.js'
import type { Variant } from './object-schema.js'
import type { Schema } from './schema.js'

/** The slices of a choice that stand for its types. */
export interface ChoiceSlices {
  readonly cardinality: readonly Cardinality[]
  ofName(json: string): readonly ElementNode[]
}

const noSlices: ChoiceSlices = { cardinality: [], ofName: () => [] }

/**
 * Slices of a choice by type (`value[x]:valueQuantity`): each is one JSON name or several, so nothing has to be matched. None where two slices
 * share a type; those are matched like the slices of any element.
 */
export function choiceSlices({ node }: Compared): ChoiceSlices {
  if (!isSlicedByType(node)) return noSlices
  const namesOf = (slice: ElementNode) => typeCodes(slice.definition).map((type) => choiceName(node.name, type))
  const cardinality = node.slices.flatMap((slice): readonly Cardinality[] => {
    const min = slice.definition.min ?? 0
    const isBarred = maxOf(slice.definition) === 0
    if (min === 0 && !isBarred) return []
    const slicing = { element: elementName(node), names: namesOf(slice), min, slice: slice.sliceName ?? '' }
    return [isBarred ? { ...slicing, max: 0 } : slicing]
  })
  return { cardinality, ofName: (json) => node.slices.filter((slice) => namesOf(slice).includes(json)) }
}

function isSlicedByType(node: ElementNode): boolean {
  if (!node.choice || node.slices.length === 0) return false
  const types = node.slices.flatMap(({ definition }) => typeCodes(definition))
  return new Set(types).size === types.length
}

/** The slicing of an element in one of its JSON names: how its values are told apart, and what is asked of each slice. */
export function slicingOf(
  asked: ElementAsked,
  variant: Variant,
  making: Making,
): { readonly schema: Schema; readonly cardinality: readonly Cardinality[] } {
  const { node } = asked
  // The reslices of a slice are found where the unsliced element is.
  if (node.sliceName !== undefined || node.slices.length === 0 || isSlicedByType(node))
    return { schema: {}, cardinality: [] }
  const flat = flattened(node, variant)
  if (flat.length === 0) return { schema: {}, cardinality: [] }
  const slices = flat.map(({ slice, parent, owner }) => sliceParameters({ slice, parent, owner }, asked, making))
  const schemas = flat.map(({ slice, owners }) =>
    maxOf(slice.definition) === 0
      ? {}
      : elementSchema({ ...asked, node: slice, known: [...asked.known, ...owners] }, making),
  )
  const { rules, ordered } = node.definition.slicing ?? {}
  const parameters: SlicingParameters = {
    element: elementName(node),
    profile: making.tree.canonical,
    many: variant.many,
    rules: rules ?? 'open',
    ...(ordered === true ? { ordered } : {}),
    ...(making.tree.structure.type === 'Extension' && node.name === 'extension' ? { parts: true as const } : {}),
    slices,
  }
  return { schema: { slicing: [parameters], slices: schemas }, cardinality: absentSlices(node, flat, variant) }
}

interface FlatSlice {
  readonly slice: ElementNode
  /** The index of the slice that this one is a reslice of. */
  readonly parent: number | undefined
  /** The element whose slicing this is: the unsliced one, or the slice above. */
  readonly owner: ElementNode
  readonly owners: readonly ElementNode[]
}

function flattened(node: ElementNode, { type }: Variant): readonly FlatSlice[] {
  const flat: FlatSlice[] = []
  const add = (owner: ElementNode, parent: number | undefined, owners: readonly ElementNode[]): void => {
    for (const slice of owner.slices) {
      if (node.choice && !(slice.definition.type ?? []).some(({ code }) => code === type?.code)) continue
      const index = flat.push({ slice, parent, owner, owners }) - 1
      add(slice, index, [...owners, slice])
    }
  }
  add(node, undefined, [node])
  return flat
}

function sliceParameters(
  { slice, parent, owner }: Pick<FlatSlice, 'slice' | 'parent' | 'owner'>,
  asked: ElementAsked,
  making: Making,
): SliceParameters {
  const max = maxOf(slice.definition)
  const slicing = owner.definition.slicing ?? asked.node.definition.slicing
  const conditions = conditionsOf({ slice, asked, discriminators: slicing?.discriminator ?? [] }, making.library)
  return {
    name: slice.sliceName ?? '',
    min: slice.definition.min ?? 0,
    ...(Number.isFinite(max) ? { max } : {}),
    ...(parent === undefined ? {} : { parent }),
    ...(owner.definition.slicing?.rules === 'closed' && parent !== undefined ? { closed: true } : {}),
    conditions,
  }
}

/** Slices are counted where their element occurs; where it doesn't, those that have to be there are missed by its parent. */
function absentSlices(node: ElementNode, flat: readonly FlatSlice[], { json }: Variant): readonly Cardinality[] {
  return flat.flatMap(({ slice, parent }): readonly Cardinality[] => {
    const { min = 0 } = slice.definition
    if (min === 0 || parent !== undefined || node.choice) return []
    return [{ element: elementName(node), names: [json], min, slice: slice.sliceName ?? '', whenAbsent: true }]
  })
}
