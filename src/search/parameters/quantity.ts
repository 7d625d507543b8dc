import { parseQuantitySearch, type QuantitySearch } from '../../fhir/quantity.js'
import type { TypedValue } from '../../fhirpath/expression.js'
import type { Predicate } from '../predicate.js'
import { unitText, valueUnitText, wideText } from '../token-text.js'
import { memberOf, textOf } from './content.js'
import { allOf, anyOf, checkAlternatives, matchMissing, unreadable } from './matching.js'
import { type ExactRange, exactRange } from './measure.js'
import { compareNumber, setPair } from './number.js'
import { onColumns, onValues, pairOf } from './ordered.js'
import type { Clause, IndexRowBuilder, ParameterContext, ParameterType } from './parameter-type.js'

/**
 * Quantity parameters, as written: the number by its value, the unit by system and code, or by code or printed unit alone. A single-valued quantity is a pair of
 * columns, its unit in `tokens`; one that repeats is rows of `value`, in which `unit` is the code (or printed unit) and `key` system and code together.
 * https://hl7.org/fhir/R4/search.html#quantity
 */
export const quantity: ParameterType = {
  modifiers: ['missing'],
  index: (definition, values, row, context) => {
    const pair = pairOf(context.columns(row.resourceType, definition.code), 'quantity')
    for (const value of values) {
      const range = exactRange(value)
      if (range === undefined) continue
      const unit = unitOf(value)
      if (pair === undefined) indexValues(definition.code, range, unit, row)
      else {
        setPair(definition.code, pair, range, row)
        indexUnit(definition.code, unit, row)
      }
    }
  },
  match: (clause, context) => {
    if (clause.modifier === 'missing') return matchMissing(clause, context)
    checkAlternatives(clause)
    return anyOf(clause.values.map((value) => matchValue(clause, value, context)))
  },
}

interface Unit {
  readonly system: string | undefined
  readonly code: string | undefined
  /** As printed for people. */
  readonly printed: string | undefined
}

const currencies = 'urn:iso:std:iso:4217'

function unitOf({ type, value }: TypedValue): Unit {
  if (type === 'Range') {
    const bound = memberOf(value, 'low') ?? memberOf(value, 'high')
    return { system: textOf(bound, 'system'), code: textOf(bound, 'code'), printed: textOf(bound, 'unit') }
  }
  if (type === 'Money') {
    const currency = textOf(value, 'currency')
    return { system: currency === undefined ? undefined : currencies, code: currency, printed: undefined }
  }
  return { system: textOf(value, 'system'), code: textOf(value, 'code'), printed: textOf(value, 'unit') }
}

function indexUnit(parameter: string, { system, code, printed }: Unit, row: IndexRowBuilder): void {
  if (system !== undefined && code !== undefined) row.token(unitText(parameter, system, code))
  if (code !== undefined) row.token(unitText(parameter, '', code))
  if (printed !== undefined) row.token(unitText(parameter, '', printed))
}

/** One row for the code, and one more where the unit is printed otherwise. */
function indexValues(parameter: string, range: ExactRange, unit: Unit, row: IndexRowBuilder): void {
  const { system, code, printed } = unit
  const key = system !== undefined && code !== undefined ? row.hash(valueUnitText(system, code)) : null
  const name = code ?? printed
  row.value({
    parameter,
    key,
    ...range,
    unit: name === undefined ? null : row.hash(valueUnitText('', name)),
    text: null,
  })
  if (code !== undefined && printed !== undefined && printed !== code)
    row.value({ parameter, key: null, ...range, unit: row.hash(valueUnitText('', printed)), text: null })
}

function matchValue(clause: Clause, value: string, context: ParameterContext): Predicate {
  const search = parseQuantitySearch(value)
  const comparison = search === undefined ? undefined : compareNumber(search.prefix, search.text)
  if (search === undefined || comparison === undefined)
    throw unreadable(clause, value, '`number`, `number|system|code` or `number||code`, after a prefix such as `gt`')
  const { definition, resourceType } = clause
  const pair = pairOf(context.columns(resourceType, definition.code), 'quantity')
  if (pair === undefined) return onValues(comparison, definition.code, String, valueUnit(search, context))
  const numbers = onColumns(comparison, pair, String, context.hash(wideText(definition.code)))
  if (search.code === undefined) return numbers
  const unit = context.hash(unitText(definition.code, search.system ?? '', search.code))
  return allOf([{ kind: 'tokens-all', hashes: [unit] }, numbers])
}

function valueUnit({ system, code }: QuantitySearch, context: ParameterContext): Parameters<typeof onValues>[3] {
  if (code === undefined) return undefined
  return { field: system === undefined ? 'unit' : 'key', value: context.hash(valueUnitText(system ?? '', code)) }
}
