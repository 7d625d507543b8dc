import { type Decimal, parseDecimal } from './decimal.js'
import { type Prefix, splitPrefix, splitUnescaped, unescapeValue } from './search-value.js'

/** A search for a quantity: `ge5.4|http://unitsofmeasure.org|mg`. */
export interface QuantitySearch {
  readonly prefix: Prefix
  readonly value: Decimal
  /** The number as written, whose precision counts. */
  readonly text: string
  /** Undefined where any system will do (`5.4||mg`). */
  readonly system: string | undefined
  /** The unit's code or its human form; undefined where the number alone is asked for. */
  readonly code: string | undefined
}

/**
 * Reads `[prefix]number`, `[prefix]number|system|code` or `[prefix]number||code`; undefined where it is none of these.
 * https://hl7.org/fhir/R4/search.html#quantity
 */
export function parseQuantitySearch(text: string): QuantitySearch | undefined {
  const parts = splitUnescaped(text, '|')
  if (parts.length !== 1 && parts.length !== 3) return undefined
  const { prefix, rest } = splitPrefix(parts[0] ?? '')
  const value = parseDecimal(rest)
  if (value === undefined) return undefined
  const system = unescapeValue(parts[1] ?? '')
  const code = unescapeValue(parts[2] ?? '')
  if (parts.length === 3 && code === '' && system !== '') return undefined
  return {
    prefix,
    value,
    text: rest,
    system: system === '' ? undefined : system,
    code: code === '' ? undefined : code,
  }
}
