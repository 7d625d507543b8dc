import type { Slicer } from '../keywords/rule-makers.js'
import type { Spot } from '../run.js'
import { createMatcher, type Matcher } from './matcher.js'
import type { SliceParameters, SlicingParameters } from './parameters.js'
import { checkSlicing } from './slicing-checks.js'

/** A slice with what tells it. */
export interface CompiledSlice extends SliceParameters {
  /** Undefined where the discriminators say nothing of it. */
  readonly matches: Matcher | undefined
}

const nothing: readonly number[] = []

/**
 * Compiles a slicing. The slicer gives for each value the indices of its slices, a slice before its reslices, and reports slices that occur too rarely
 * or too often, values in none where the slicing is closed, and a wrong order. https://hl7.org/fhir/R4/profiling.html#slicing
 */
export function createSlicer(parameters: SlicingParameters): Slicer {
  const slices = parameters.slices.map(
    (slice): CompiledSlice => ({
      ...slice,
      matches: slice.conditions === undefined ? undefined : createMatcher(slice.conditions),
    }),
  )
  return (value, spot) => {
    if (value === undefined || value === null) return []
    if (parameters.many !== Array.isArray(value)) return []
    const items: readonly unknown[] = Array.isArray(value) ? value : [value]
    const spots = Array.isArray(value) ? items.map((_, index) => itemSpot(spot, index)) : [spot]
    const assigned = items.map((item, index) => slicesOf(item, spots[index] ?? spot, slices))
    checkSlicing({ parameters, slices, items, assigned, spots, spot })
    return assigned
  }
}

const itemSpot = ({ frame, pointer }: Spot, index: number): Spot => ({ frame, pointer: `${pointer}/${index}` })

/** `@default` takes what no other slice takes. https://hl7.org/fhir/R4/profiling.html#default-slice */
export const isDefault = ({ name }: SliceParameters): boolean => name === '@default' || name.endsWith('/@default')

function slicesOf(item: unknown, spot: Spot, slices: readonly CompiledSlice[]): readonly number[] {
  let found: number[] | undefined
  for (let index = 0; index < slices.length; index++) {
    const slice = slices[index]
    if (slice?.matches === undefined) continue
    if (slice.parent !== undefined && found?.includes(slice.parent) !== true) continue
    if (!slice.matches(item, spot)) continue
    if (found === undefined) found = [index]
    else found.push(index)
  }
  if (found !== undefined) return found
  const rest = slices.findIndex((slice) => slice.parent === undefined && isDefault(slice))
  return rest === -1 ? nothing : [rest]
}
