import { formatCanonical, parseCanonical } from '../../fhir/canonical.js'
import { unescapeValue } from '../../fhir/search-value.js'
import { uriText } from '../token-text.js'
import { asText } from './content.js'
import { anyToken, matchMissing, unreadable } from './matching.js'
import type { ParameterType } from './parameter-type.js'

/** The texts under which a uri or canonical is found: as it stands, and of a canonical with a version also without it. */
export function uriForms(text: string): readonly string[] {
  if (!text.includes('|')) return [text]
  const canonical = parseCanonical(text)
  return [text, formatCanonical(canonical), canonical.url]
}

/** Uri parameters match exactly, case and all; a canonical is found with and without its version. https://hl7.org/fhir/R4/search.html#uri */
export const uri: ParameterType = {
  modifiers: ['missing'],
  index: (definition, values, row) => {
    for (const { value } of values) {
      const text = asText(value)
      if (text !== undefined) for (const form of uriForms(text)) row.token(uriText(definition.code, form))
    }
  },
  match: (clause, context) => {
    if (clause.modifier === 'missing') return matchMissing(clause, context)
    return anyToken(
      clause.values.map((value) => {
        if (value === '') throw unreadable(clause, value, 'a uri')
        return context.hash(uriText(clause.definition.code, unescapeValue(value)))
      }),
    )
  },
}
