/** An exact decimal: `digits` × 10^−`scale`. The scale is the precision as written (`1.00e2` has scale 0, `1e2` has −2). */
export interface Decimal {
  readonly digits: bigint
  readonly scale: number
}

/** A half-open interval of decimals: `low` ≤ x < `high`. */
export interface DecimalRange {
  readonly low: Decimal
  readonly high: Decimal
}

/** More digits, or a greater exponent, are refused: no client means them, and arithmetic on them would cost memory. */
export const digitsMax = 1000

const pattern = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,6}))?$/

/** Reads a decimal as FHIR writes it, exponents included; undefined where it is none or beyond `digitsMax`. https://hl7.org/fhir/R4/datatypes.html#decimal */
export function parseDecimal(text: string): Decimal | undefined {
  if (text.length > digitsMax + 10) return undefined
  const found = pattern.exec(text)
  if (found === null) return undefined
  const [, sign, whole = '', fraction = '', exponent = '0'] = found
  const scale = fraction.length - Number(exponent)
  if (whole.length + fraction.length > digitsMax || Math.abs(scale) > digitsMax) return undefined
  const digits = BigInt(whole + fraction)
  return { digits: sign === '-' ? -digits : digits, scale }
}

/** Plain notation, without exponent, with the digits that the scale says: what PostgreSQL's numeric takes. */
export function formatDecimal({ digits, scale }: Decimal): string {
  const sign = digits < 0n ? '-' : ''
  const text = (digits < 0n ? -digits : digits).toString()
  if (scale <= 0) return digits === 0n ? '0' : `${sign}${text}${'0'.repeat(-scale)}`
  const padded = text.padStart(scale + 1, '0')
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`
}

const rescale = ({ digits, scale }: Decimal, to: number): bigint => digits * 10n ** BigInt(to - scale)

/** Negative, zero or positive as a is less than, equal to or greater than b; the scale does not matter. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale)
  const difference = rescale(a, scale) - rescale(b, scale)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** The exact sum. */
export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale)
  return { digits: rescale(a, scale) + rescale(b, scale), scale }
}

/** The exact difference. */
export const subtractDecimals = (a: Decimal, b: Decimal): Decimal => addDecimals(a, { ...b, digits: -b.digits })

/** The range from `value − radius` to `value + radius`. */
const rangeAround = (value: Decimal, radius: Decimal): DecimalRange => ({
  low: subtractDecimals(value, radius),
  high: addDecimals(value, radius),
})

/**
 * What a search value means by its precision: half a unit of the last digit to each side, so `100` is [99.5, 100.5) and so is `1.00e2`.
 * The specification's own example reads `1e2` as [95, 105), which is `1.0e2`: a whole number with an exponent counts as one digit more precise.
 * https://hl7.org/fhir/R4/search.html#number
 */
export function impliedRange(text: string): DecimalRange | undefined {
  const value = parseDecimal(text)
  if (value === undefined) return undefined
  const scale = /^[+-]?\d+[eE]/.test(text) ? value.scale + 1 : value.scale
  return rangeAround(value, { digits: 5n, scale: scale + 1 })
}

/** What `ap` means for a number: a tenth of its size to each side. https://hl7.org/fhir/R4/search.html#prefix */
export function approximateRange(value: Decimal): DecimalRange {
  return rangeAround(value, { digits: value.digits < 0n ? -value.digits : value.digits, scale: value.scale + 1 })
}
