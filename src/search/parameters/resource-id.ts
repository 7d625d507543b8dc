import { isId } from '../../fhir/id.js'
import type { Predicate } from '../predicate.js'
import { matchNeverMissing, unreadable } from './matching.js'
import type { ParameterType } from './parameter-type.js'

/** `_id`: the row's own key, always case-sensitive. https://hl7.org/fhir/R4/search.html#all */
export const resourceId: ParameterType = {
  modifiers: ['missing', 'not'],
  index: () => {},
  match: (clause) => {
    if (clause.modifier === 'missing') return matchNeverMissing(clause)
    for (const value of clause.values)
      if (!isId(value)) throw unreadable(clause, value, 'an id of 1 to 64 letters, digits, `-` and `.`')
    const ids: Predicate = { kind: 'ids', ids: [...new Set(clause.values)] }
    return clause.modifier === 'not' ? { kind: 'not', predicate: ids } : ids
  },
}
