import { parseInterval } from '../../fhir/date-time.js'
import { createUcumConversion } from '../../terminology/special/ucum.js'
import type { JsonRecord } from '../check.js'
import type { Rule } from '../run.js'
import { asJson, compareNumbers, isObject } from './exact.js'
import { found } from './found.js'

/** ElementDefinition.minValue[x] or maxValue[x]: a number, a date or time as text, or a Quantity. */
export interface BoundParameters {
  readonly value: unknown
  /** The type of the value: `date`, `decimal`, `Quantity` … */
  readonly type: string
}

/** Checks that a value is not below a bound. https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.minValue_x_ */
export const minValue = (bound: BoundParameters): Rule => within(bound, 'least')

/** Checks that a value is not above a bound. https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.maxValue_x_ */
export const maxValue = (bound: BoundParameters): Rule => within(bound, 'most')

function within({ value: bound, type }: BoundParameters, side: 'least' | 'most'): Rule {
  const compare = comparisonFor(type)
  return (value, spot) => {
    const order = compare(value, bound)
    if (order === undefined || (side === 'least' ? order >= 0 : order <= 0)) return
    const sentence = `\`{path}\` is \`${asJson(value)}\`; it has to be at ${side} \`${asJson(bound)}\`.`
    found(spot, '', { code: 'value', sentence })
  }
}

/** Negative, zero or positive; undefined where it cannot be said, and then nothing is wrong. */
type Comparison = (value: unknown, bound: unknown) => number | undefined

function comparisonFor(type: string): Comparison {
  if (type === 'date' || type === 'dateTime' || type === 'instant') return compareDates
  if (type === 'time') return compareTimes
  return /^[A-Z]/.test(type) ? compareQuantities : compareNumbers
}

/** A partial date covers a time: it is beyond a bound only where all of it is. */
const compareDates: Comparison = (value, bound) => {
  if (typeof value !== 'string' || typeof bound !== 'string') return undefined
  const [own, other] = [parseInterval(value, 'UTC'), parseInterval(bound, 'UTC')]
  if (own === undefined || other === undefined) return undefined
  if (own.high <= other.low) return -1
  return own.low >= other.high ? 1 : 0
}

/** `09:30:00` and `09:30:00.5` are in the order of their texts, once a fraction of zeros is gone. */
const compareTimes: Comparison = (value, bound) => {
  if (typeof value !== 'string' || typeof bound !== 'string') return undefined
  const [own, other] = [withoutZeros(value), withoutZeros(bound)]
  if (own === other) return 0
  return own < other ? -1 : 1
}

const withoutZeros = (time: string): string => (time.includes('.') ? time.replace(/\.?0+$/, '') : time)

/** Quantities of the same unit are compared, and those of UCUM whose units can be converted. https://hl7.org/fhir/R4/datatypes.html#Quantity */
const compareQuantities: Comparison = (value, bound) => {
  if (!isObject(value) || !isObject(bound)) return undefined
  const isSameUnit =
    bound.code === undefined
      ? value.unit === bound.unit && value.code === undefined
      : value.code === bound.code && value.system === bound.system
  if (isSameUnit) return compareNumbers(value.value, bound.value)
  if (value.system !== ucum || bound.system !== ucum) return undefined
  return compareConverted(value, bound)
}

const ucum = 'http://unitsofmeasure.org'
const convert = createUcumConversion()

/** A conversion rounds, so that what differs in the last digits only is the same. */
const ROUNDING = 1e-9

function compareConverted(value: JsonRecord, bound: JsonRecord): number | undefined {
  const limit = Number(bound.value)
  if (typeof value.code !== 'string' || typeof bound.code !== 'string') return undefined
  const converted = convert(Number(value.value), value.code, bound.code)
  if (converted === undefined || Number.isNaN(converted) || Number.isNaN(limit)) return undefined
  const difference = converted - limit
  return Math.abs(difference) <= Math.abs(limit) * ROUNDING ? 0 : difference
}
