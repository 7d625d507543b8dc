import type { IssueCode, Severity } from '../../fhir/outcome.js'
import { shown } from '../../fhir/suggest.js'
import type { Spot } from '../run.js'
import { isRecord } from '../shapes.js'
import type { SlicingParameters } from './parameters.js'
import { type CompiledSlice, isDefault } from './slicer.js'

/** The values of a sliced element, each with the slices that it is of. */
export interface Sliced {
  readonly parameters: SlicingParameters
  readonly slices: readonly CompiledSlice[]
  readonly items: readonly unknown[]
  /** Indices of slices by value. */
  readonly assigned: readonly (readonly number[])[]
  /** The place of each value, and that of the element. */
  readonly spots: readonly Spot[]
  readonly spot: Spot
}

/** Reports what is wrong with how values fall into slices. */
export function checkSlicing(sliced: Sliced): void {
  const { parameters, slices, assigned } = sliced
  for (let index = 0; index < slices.length; index++) checkSlice(sliced, index)
  if (assigned.some((indices) => indices.length > 1)) checkAmbiguous(sliced)
  if (parameters.rules !== 'open' || parameters.parts === true) checkRest(sliced)
  if (slices.some(({ closed }) => closed === true)) checkClosedReslices(sliced)
  if (parameters.ordered === true) checkOrder(sliced)
}

interface Wrong {
  readonly sentence: string
  readonly code?: IssueCode
  readonly severity?: Severity
}

function wrong({ parameters }: Sliced, { frame, pointer }: Spot, found: Wrong, slice?: CompiledSlice): void {
  const { sentence, code = 'structure', severity = 'error' } = found
  const name = slice === undefined ? parameters.element : `${parameters.element}:${slice.name}`
  frame.run.report({ severity, code, pointer, sentence, rule: { system: parameters.profile, code: name } })
}

function checkSlice(sliced: Sliced, index: number): void {
  const { slices, assigned, spot } = sliced
  const slice = slices[index]
  if (slice === undefined) return
  const { min, max = Number.POSITIVE_INFINITY, name, parent } = slice
  if (slice.matches === undefined && !isDefault(slice)) {
    const sentence = `The slice \`${name}\` of \`{path}\` can't be told from others: its profile \`${sliced.parameters.profile}\` gives no value where the discriminator looks.`
    wrong(sliced, spot, { sentence, code: 'processing', severity: 'warning' }, slice)
    return
  }
  let count = 0
  for (const indices of assigned) if (indices.includes(index)) count += 1
  const isAsked = parent === undefined || assigned.some((indices) => indices.includes(parent))
  if (count < min && isAsked) {
    const least = min === 1 ? 'one is required' : `at least ${min} are required`
    const sentence = `\`{path}\` has ${count === 0 ? 'nothing' : count} of the slice \`${name}\`; ${least}.`
    wrong(sliced, spot, { sentence, code: 'required' }, slice)
  } else if (count > max) tooMany(sliced, slice, index, count)
}

function tooMany(sliced: Sliced, slice: CompiledSlice, index: number, count: number): void {
  const { assigned, spots, spot } = sliced
  const { max = 0, name } = slice
  const items = assigned.flatMap((indices, item) => (indices.includes(index) ? [item] : []))
  const sentence =
    max === 0
      ? `\`{path}\` is of the slice \`${name}\`, which is not allowed here by the profile.`
      : `\`{path}\` is one too many of the slice \`${name}\`: there are ${count}, and at most ${max} ${max === 1 ? 'is' : 'are'} allowed.`
  wrong(sliced, spots[items[max] ?? 0] ?? spot, { sentence }, slice)
}

/** A value of two slices at the same level. */
function checkAmbiguous(sliced: Sliced): void {
  const { slices, assigned, spots, spot } = sliced
  assigned.forEach((indices, item) => {
    if (indices.length < 2) return
    const seen = new Map<number | undefined, CompiledSlice>()
    for (const index of indices) {
      const slice = slices[index]
      if (slice === undefined) continue
      const other = seen.get(slice.parent)
      if (other === undefined) seen.set(slice.parent, slice)
      else {
        const sentence = `\`{path}\` fits both slices \`${other.name}\` and \`${slice.name}\`; it has to be of one.`
        wrong(sliced, spots[item] ?? spot, { sentence }, slice)
      }
    }
  })
}

/** Values in no slice: never where the slicing is closed, and only at the end where it is open there. */
function checkRest(sliced: Sliced): void {
  const { parameters, slices, assigned, spots, spot } = sliced
  const last = assigned.findLastIndex((indices) => indices.length > 0)
  const names = () => slices.filter(({ parent }) => parent === undefined).map(({ name }) => `\`${name}\``)
  assigned.forEach((indices, item) => {
    const at = spots[item] ?? spot
    if (indices.length === 0 && parameters.rules === 'closed') {
      wrong(sliced, at, {
        sentence: `\`{path}\` is of none of the slices that the profile allows: ${names().join(', ')}.`,
      })
    } else if (indices.length === 0 && parameters.rules === 'openAtEnd' && item < last) {
      wrong(sliced, at, {
        sentence: `\`{path}\` is of none of the slices ${names().join(', ')}, and so has to come after them.`,
      })
    }
    if (indices.length === 0 && parameters.parts === true) checkPart(sliced, item, at)
  })
}

/** The parts of a complex extension have plain names, which only its own definition gives. https://hl7.org/fhir/R4/extensibility.html#complex */
function checkPart(sliced: Sliced, item: number, at: Spot): void {
  const part = sliced.items[item]
  if (!isRecord(part) || typeof part.url !== 'string' || part.url.includes(':')) return
  const names = sliced.slices.map(({ name }) => `\`${name}\``).join(', ')
  const sentence = `\`{path}\` is called \`${shown(part.url)}\`, which is no part of its extension; it has ${names}.`
  wrong(sliced, at, { sentence, code: 'extension' })
}

/** A slice may close its own slices. */
function checkClosedReslices(sliced: Sliced): void {
  const { slices, assigned, spots, spot } = sliced
  assigned.forEach((indices, item) => {
    for (const index of indices) {
      const isClosed = slices.some(({ parent, closed }) => parent === index && closed === true)
      if (!isClosed || indices.some((other) => slices[other]?.parent === index)) continue
      const slice = slices[index]
      const sentence = `\`{path}\` is of the slice \`${slice?.name}\`, and of none of its own slices, which are all that the profile allows.`
      wrong(sliced, spots[item] ?? spot, { sentence }, slice)
    }
  })
}

/** Slices come in the order of the profile, where it says so. */
function checkOrder(sliced: Sliced): void {
  const { slices, assigned, spots, spot } = sliced
  let highest = -1
  assigned.forEach(([first], item) => {
    if (first === undefined) return
    if (first < highest) {
      const sentence = `\`{path}\` is of the slice \`${slices[first]?.name}\`, which has to come before the slice \`${slices[highest]?.name}\`.`
      wrong(sliced, spots[item] ?? spot, { sentence }, slices[first])
    }
    highest = Math.max(highest, first)
  })
}
