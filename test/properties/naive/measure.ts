import type { TypedValue } from '../../../src/fhirpath/expression.js'
import { escaped, members, type NaiveType, text } from './alternative.js'

/** Exact numbers are counted in units of 10^-40. */
const scale = 40
/** More than any number that a test draws. */
const endless = 10n ** 200n

interface Limits {
  readonly low: bigint
  readonly high: bigint
}

/**
 * Undefined for what is no number, or has more digits than are counted here. In the specification `1e2` is 95 to 105: a whole number with an exponent counts
 * as one digit more precise than it is written. https://hl7.org/fhir/R4/search.html#number
 */
export function exactNumber(written: string): { readonly value: bigint; readonly unitOfLastDigit: bigint } | undefined {
  const [, sign, whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(written) ?? []
  const shift = scale - fraction.length + Number(exponent)
  if (sign === undefined || shift < 2 || shift > 150) return undefined
  const unitOfLastDigit = 10n ** BigInt(shift)
  const value = BigInt(whole + fraction) * unitOfLastDigit
  const isMorePrecise = fraction === '' && /e/i.test(written)
  return {
    value: sign === '-' ? -value : value,
    unitOfLastDigit: isMorePrecise ? unitOfLastDigit / 10n : unitOfLastDigit,
  }
}

const numberOf = (value: unknown): bigint | undefined =>
  typeof value === 'number' ? exactNumber(String(value))?.value : undefined

/** What a stored value covers: a point, or the ends of a Range, or what its comparator says. */
function limitsOf({ type, value }: TypedValue): Limits | undefined {
  if (type === 'Range') {
    const low = numberOf(members(members(value).low).value)
    const high = numberOf(members(members(value).high).value)
    return low === undefined && high === undefined ? undefined : { low: low ?? -endless, high: high ?? endless }
  }
  const number = numberOf(value) ?? numberOf(members(value).value)
  if (number === undefined) return undefined
  switch (members(value).comparator) {
    case '<':
      return { low: -endless, high: number - 1n }
    case '<=':
      return { low: -endless, high: number }
    case '>':
      return { low: number + 1n, high: endless }
    case '>=':
      return { low: number, high: endless }
    default:
      return { low: number, high: number }
  }
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value)

/** https://hl7.org/fhir/R4/search.html#number: only equality is asked with the precision that was written. */
function compares(prefix: string, written: string): ((limits: Limits) => boolean) | undefined {
  const exact = exactNumber(written)
  if (exact === undefined) return undefined
  const { value, unitOfLastDigit } = exact
  const half = unitOfLastDigit / 2n
  const isWithin = ({ low, high }: Limits): boolean => low >= value - half && high < value + half
  const tenth = magnitude(value) / 10n
  switch (prefix) {
    case 'ne':
      return (limits) => !isWithin(limits)
    case 'gt':
      return ({ high }) => high > value
    case 'lt':
      return ({ low }) => low < value
    case 'ge':
      return ({ high }) => high >= value
    case 'le':
      return ({ low }) => low <= value
    case 'sa':
      return ({ low }) => low > value
    case 'eb':
      return ({ high }) => high < value
    case 'ap':
      return ({ low, high }) => low <= value + tenth && high >= value - tenth
    default:
      return isWithin
  }
}

export const prefixes = ['', 'eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap']

/** The number in other words, or one that is near. */
function rewritten(value: number, choice: number): string {
  const plain = String(value)
  switch (choice) {
    case 0:
      return plain.includes('.') ? `${plain}0` : `${plain}.0`
    case 1:
      return String(Math.round(value))
    case 2:
      return value.toExponential()
    case 3:
      return String(value + 1)
    default:
      return plain
  }
}

const writtenOf = ({ value }: TypedValue): number | undefined => {
  const found = [value, members(value).value, members(members(value).low).value].find(
    (each) => typeof each === 'number',
  )
  return found as number | undefined
}

export const number: NaiveType = {
  modifiers: [],
  draw: ({ random, value }) => {
    const stored = writtenOf(value)
    if (stored === undefined) return undefined
    const written = rewritten(stored, random.whole(0, 6))
    const prefix = random.pick(prefixes)
    const test = compares(prefix, written)
    if (test === undefined) return undefined
    const holds = (other: TypedValue): boolean => {
      const limits = limitsOf(other)
      return limits !== undefined && test(limits)
    }
    return { text: prefix + written, test: holds }
  },
}

interface Unit {
  readonly system: string | undefined
  readonly code: string | undefined
  readonly unit: string | undefined
}

function unitOf({ type, value }: TypedValue): Unit {
  const currency = text(members(value).currency)
  if (type === 'Money') return { system: currency && 'urn:iso:std:iso:4217', code: currency, unit: undefined }
  const { low, high } = members(value)
  const bearer = members(type === 'Range' ? (low ?? high) : value)
  return { system: text(bearer.system), code: text(bearer.code), unit: text(bearer.unit) }
}

/** https://hl7.org/fhir/R4/search.html#quantity */
export const quantity: NaiveType = {
  modifiers: [],
  draw: (draw) => {
    const numeric = number.draw(draw)
    if (numeric === undefined) return undefined
    const { system, code, unit } = unitOf(draw.value)
    const named = draw.random.pick([code, unit])
    const choice = draw.random.whole(0, 2)
    if (choice === 0 && system !== undefined && code !== undefined) {
      const isOfUnit = (other: Unit): boolean => other.system === system && other.code === code
      return {
        text: `${numeric.text}|${escaped(system)}|${escaped(code)}`,
        test: (other) => isOfUnit(unitOf(other)) && numeric.test(other),
      }
    }
    if (choice !== 1 || named === undefined) return numeric
    return {
      text: `${numeric.text}||${escaped(named)}`,
      test: (other) => [unitOf(other).code, unitOf(other).unit].includes(named) && numeric.test(other),
    }
  },
}
