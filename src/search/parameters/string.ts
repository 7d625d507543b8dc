import { unescapeValue } from '../../fhir/search-value.js'
import type { TypedValue } from '../../fhirpath/expression.js'
import { exactForm } from '../normalize.js'
import type { Predicate } from '../predicate.js'
import { exactText, prefixText } from '../token-text.js'
import { asText, listOf, textOf } from './content.js'
import { allOf, anyOf, anyToken, checkAlternatives, matchMissing, unreadable } from './matching.js'
import type { Clause, ParameterContext, ParameterType } from './parameter-type.js'
import { normalizedBeginning, setSortText } from './sort-text.js'

/** Prefixes up to this length are tokens; a longer one is the token of its beginning and a look into `value`. */
export const prefixMax = 12
/**
 * `:contains` and long prefixes see this much of a text; `:exact` sees all of it. In three-byte characters it is 2,400 bytes, and a row of a B-tree takes
 * 2,704 with its key.
 */
export const textMax = 800

/**
 * String parameters: a field matches that equals or begins with the value, case, accents and white space aside. Of a HumanName or an Address each part
 * is a field. https://hl7.org/fhir/R4/search.html#string
 */
export const string: ParameterType = {
  modifiers: ['missing', 'exact', 'contains'],
  index: (definition, values, row, context) => {
    const { code: parameter } = definition
    const fields = new Set(values.flatMap(fieldsOf))
    const texts = new Set<string>()
    for (const field of fields) {
      row.token(exactText(parameter, exactForm(field)))
      texts.add(normalizedBeginning(field, textMax))
    }
    for (const text of texts) {
      if (text === '') continue
      for (let length = 1; length <= Math.min(prefixMax, text.length); length++)
        row.token(prefixText(parameter, text.slice(0, length)))
      row.value({ parameter, key: null, low: null, high: null, unit: null, text })
    }
    setSortText(definition, row, context, () => values.flatMap(sortTextsOf))
  },
  match: (clause, context) => {
    if (clause.modifier === 'missing') return matchMissing(clause, context)
    return clause.modifier === 'exact' ? matchExact(clause, context) : anyOf(matchTexts(clause, context))
  },
}

function matchExact(clause: Clause, context: ParameterContext): Predicate {
  return anyToken(
    clause.values.map((value) => {
      if (value === '') throw unreadable(clause, value, 'the whole text')
      return context.hash(exactText(clause.definition.code, exactForm(unescapeValue(value))))
    }),
  )
}

function matchTexts(clause: Clause, context: ParameterContext): readonly Predicate[] {
  const { code: parameter } = clause.definition
  checkAlternatives(clause)
  return clause.values.map((value) => {
    const text = normalizedBeginning(unescapeValue(value), textMax)
    if (text === '') throw unreadable(clause, value, 'at least one visible character')
    const operator = clause.modifier === 'contains' ? 'contains' : 'starts'
    const inValue: Predicate = { kind: 'value', parameter, conditions: [{ field: 'text', operator, value: text }] }
    if (operator === 'contains') return inValue
    const prefix: Predicate = {
      kind: 'tokens-all',
      hashes: [context.hash(prefixText(parameter, text.slice(0, prefixMax)))],
    }
    return text.length <= prefixMax ? prefix : allOf([prefix, inValue])
  })
}

const humanNameParts = ['text', 'family', 'given', 'prefix', 'suffix']
const addressParts = ['text', 'line', 'city', 'district', 'state', 'postalCode', 'country']

function partsOf(value: unknown, names: readonly string[]): readonly string[] {
  return names.flatMap((name) => textOf(value, name) ?? listOf(value, name).flatMap((part) => asText(part) ?? []))
}

function fieldsOf({ type, value }: TypedValue): readonly string[] {
  if (type === 'HumanName') return partsOf(value, humanNameParts)
  if (type === 'Address') return partsOf(value, addressParts)
  if (type === 'CodeableConcept') return partsOf(value, ['text'])
  const text = asText(value)
  return text === undefined ? [] : [text]
}

/** People are sorted by family name, then given names; where only the text is there, by that. */
function sortTextsOf({ type, value }: TypedValue): readonly string[] {
  if (type !== 'HumanName') return fieldsOf({ type, value })
  const parts = partsOf(value, ['family', 'given'])
  return parts.length === 0 ? partsOf(value, ['text']) : [parts.join(' ')]
}
