import { formatInstant, type Interval } from '../../fhir/date-time.js'
import type { Prefix } from '../../fhir/search-value.js'
import type { Predicate } from '../predicate.js'
import { readInterval, widened } from './date.js'
import { anyOf, checkAlternatives, matchNeverMissing } from './matching.js'
import type { ParameterType } from './parameter-type.js'

/** `_lastUpdated`: the row's own column, which the store fills with instants of whole milliseconds. */
export const lastUpdated: ParameterType = {
  modifiers: ['missing'],
  index: () => {},
  match: (clause, context) => {
    if (clause.modifier === 'missing') return matchNeverMissing(clause)
    checkAlternatives(clause)
    return anyOf(
      clause.values.map((value) => {
        const { prefix, interval } = readInterval(clause, value, context)
        return onInstant(prefix, interval)
      }),
    )
  },
}

function onInstant(prefix: Prefix, interval: Interval): Predicate {
  const { low, high } = prefix === 'ap' ? widened(interval) : interval
  const compare = (operator: '<' | '>=', value: number): Predicate => ({
    kind: 'column',
    column: 'last_updated',
    operator,
    value: formatInstant(value),
  })
  switch (prefix) {
    case 'eq':
    case 'ap':
      return { kind: 'and', predicates: [compare('>=', low), compare('<', high)] }
    case 'ne':
      return { kind: 'or', predicates: [compare('<', low), compare('>=', high)] }
    case 'gt':
    case 'sa':
      return compare('>=', high)
    case 'lt':
    case 'eb':
      return compare('<', low)
    case 'ge':
      return compare('>=', low)
    case 'le':
      return compare('<', high)
  }
}
