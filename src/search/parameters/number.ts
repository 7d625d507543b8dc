import { approximateRange, formatDecimal, impliedRange, parseDecimal } from '../../fhir/decimal.js'
import { type Prefix, splitPrefix } from '../../fhir/search-value.js'
import type { Column } from '../index-row.js'
import { wideText } from '../token-text.js'
import { anyOf, checkAlternatives, matchMissing, unreadable } from './matching.js'
import { type ExactRange, exactRange } from './measure.js'
import { type Comparison, onColumns, onValues, pairOf } from './ordered.js'
import type { Clause, IndexRowBuilder, ParameterType } from './parameter-type.js'

/** Number parameters: stored values are points, or the ends of a Range. https://hl7.org/fhir/R4/search.html#number */
export const number: ParameterType = {
  modifiers: ['missing'],
  index: (definition, values, row, context) => {
    const pair = pairOf(context.columns(row.resourceType, definition.code), 'number')
    for (const value of values) {
      const range = exactRange(value)
      if (range === undefined) continue
      if (pair === undefined) row.value({ parameter: definition.code, key: null, ...range, unit: null, text: null })
      else setPair(definition.code, pair, range, row)
    }
  },
  match: (clause, context) => {
    if (clause.modifier === 'missing') return matchMissing(clause, context)
    checkAlternatives(clause)
    const { definition, resourceType } = clause
    const pair = pairOf(context.columns(resourceType, definition.code), 'number')
    const wide = context.hash(wideText(definition.code))
    return anyOf(
      clause.values.map((value) => {
        const comparison = readNumber(clause, value)
        return pair === undefined
          ? onValues(comparison, definition.code, String)
          : onColumns(comparison, pair, String, wide)
      }),
    )
  },
}

/** The two ends of a number or quantity; what is no point is marked as wide. */
export function setPair(code: string, pair: readonly Column[], range: ExactRange, row: IndexRowBuilder): void {
  for (const { name } of pair) row.column(name, name.endsWith('_low') ? range.low : range.high)
  if (range.low !== range.high) row.token(wideText(code))
}

function readNumber(clause: Clause, value: string): Comparison<string> {
  const { prefix, rest } = splitPrefix(value)
  const comparison = compareNumber(prefix, rest)
  if (comparison === undefined)
    throw unreadable(clause, value, 'a number such as `5`, `0.50` or `1.2e3`, after a prefix such as `gt`')
  return comparison
}

/**
 * What a prefix and a number as written ask of a stored closed range. Only `eq` and `ne` widen the number by its precision, `ap` by a tenth; the others take
 * it exactly. Undefined where the text is no number. https://hl7.org/fhir/R4/search.html#prefix
 */
export function compareNumber(prefix: Prefix, text: string): Comparison<string> | undefined {
  const exact = parseDecimal(text)
  const implied = impliedRange(text)
  if (exact === undefined || implied === undefined) return undefined
  const value = formatDecimal(exact)
  const near = approximateRange(exact)
  const low = formatDecimal(implied.low)
  const high = formatDecimal(implied.high)
  switch (prefix) {
    case 'eq':
      return [
        [
          { end: 'low', operator: '>=', value: low },
          { end: 'low', operator: '<', value: high },
          { end: 'high', operator: '<', value: high },
        ],
      ]
    case 'ne':
      return [[{ end: 'low', operator: '<', value: low }], [{ end: 'high', operator: '>=', value: high }]]
    case 'gt':
      return [[{ end: 'high', operator: '>', value }]]
    case 'lt':
      return [[{ end: 'low', operator: '<', value }]]
    case 'ge':
      return [[{ end: 'high', operator: '>=', value }]]
    case 'le':
      return [[{ end: 'low', operator: '<=', value }]]
    case 'sa':
      return [
        [
          { end: 'low', operator: '>', value },
          { end: 'low', operator: '<', value: 'Infinity' },
        ],
      ]
    case 'eb':
      return [
        [
          { end: 'high', operator: '<', value },
          { end: 'high', operator: '>', value: '-Infinity' },
        ],
      ]
    case 'ap':
      return [
        [
          { end: 'low', operator: '<=', value: formatDecimal(near.high) },
          { end: 'high', operator: '>=', value: formatDecimal(near.low) },
        ],
      ]
  }
}
