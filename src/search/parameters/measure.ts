import { addDecimals, type Decimal, formatDecimal, parseDecimal, subtractDecimals } from '../../fhir/decimal.js'
import type { TypedValue } from '../../fhirpath/expression.js'
import { memberOf, textOf } from './content.js'

/** A closed range of exact numbers as PostgreSQL's numeric takes them; `-Infinity` and `Infinity` are open ends. */
export interface ExactRange {
  readonly low: string
  readonly high: string
}

/** An open end (`<5`) lies this far from its number: beyond every decimal that FHIR can write (18 digits), so `ge5` does not find it. */
const beyond: Decimal = { digits: 1n, scale: 60 }

/**
 * What a number, a Range, or a quantity covers: a point, the ends of a Range, or what its comparator says. Undefined where there is no number.
 * https://hl7.org/fhir/R4/datatypes.html#Quantity
 */
export function exactRange({ type, value }: TypedValue): ExactRange | undefined {
  if (type === 'Range') return rangeOf(value)
  const plain = plainNumber(value) ?? plainNumber(memberOf(value, 'value'))
  if (plain !== undefined && textOf(value, 'comparator') === undefined) return { low: plain, high: plain }
  const number = decimalOf(value) ?? decimalOf(memberOf(value, 'value'))
  return number === undefined ? undefined : compared(textOf(value, 'comparator'), number)
}

/** What nearly every number is: a double that prints without an exponent, and is exact as it stands. */
function plainNumber(value: unknown): string | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined
  const text = String(value)
  return text.includes('e') ? undefined : text
}

function compared(comparator: string | undefined, number: Decimal): ExactRange {
  const text = formatDecimal(number)
  switch (comparator) {
    case '<':
      return { low: '-Infinity', high: formatDecimal(subtractDecimals(number, beyond)) }
    case '<=':
      return { low: '-Infinity', high: text }
    case '>':
      return { low: formatDecimal(addDecimals(number, beyond)), high: 'Infinity' }
    case '>=':
      return { low: text, high: 'Infinity' }
    default:
      return { low: text, high: text }
  }
}

function rangeOf(value: unknown): ExactRange | undefined {
  const low = decimalOf(memberOf(memberOf(value, 'low'), 'value'))
  const high = decimalOf(memberOf(memberOf(value, 'high'), 'value'))
  if (low === undefined && high === undefined) return undefined
  return {
    low: low === undefined ? '-Infinity' : formatDecimal(low),
    high: high === undefined ? 'Infinity' : formatDecimal(high),
  }
}

/** Numbers come as doubles, or, where a double would lose digits, as objects that print their literal. */
function decimalOf(value: unknown): Decimal | undefined {
  if (typeof value === 'number') return parseDecimal(String(value))
  const isLiteral = typeof value === 'object' && value !== null && Object.hasOwn(value, 'toString')
  return isLiteral ? parseDecimal(String(value)) : undefined
}
