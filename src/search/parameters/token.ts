import type { SearchParameterDefinition } from '../../definitions/definitions.js'
import { splitUnescaped, unescapeValue } from '../../fhir/search-value.js'
import type { TypedValue } from '../../fhirpath/expression.js'
import type { Hash } from '../index-row.js'
import type { Predicate } from '../predicate.js'
import { ofTypeText } from '../token-text.js'
import { asText, listOf, memberOf, textOf } from './content.js'
import { anyToken, matchMissing, unreadable } from './matching.js'
import type { Clause, IndexRowBuilder, ParameterContext, ParameterType } from './parameter-type.js'
import { setSortText } from './sort-text.js'
import { readToken, writeToken } from './token-forms.js'

/**
 * Token parameters. Matches are literal and case-sensitive, as the specification says, save for telecoms (e-mail, telephone), whose semantics know no
 * case. `:not` finds what has none of the values, rows without any included.
 *
 * "The system of a `code` is defined in the value set": so a `code` is matched like a Coding of that system. `|code` asks for what "has no system property";
 * a `code` whose value set names its system has one by implication, so `|male` doesn't find a gender, while it finds a `code` without a value set, and
 * the strings, uris and booleans that token parameters reach.
 * https://hl7.org/fhir/R4/search.html#token
 */
export const token: ParameterType = {
  modifiers: ['missing', 'not', 'of-type'],
  index: (definition, values, row, context) => {
    for (const value of values) indexValue(definition, value, row)
    setSortText(definition, row, context, () => values.flatMap(({ value }) => asText(value) ?? []))
  },
  match: (clause, context) => {
    if (clause.modifier === 'missing') return matchMissing(clause, context)
    if (clause.modifier === 'of-type') return anyToken(clause.values.map((value) => ofType(clause, value, context)))
    const any = anyToken(clause.values.flatMap((value) => readValue(clause, value, context)))
    return clause.modifier === 'not' ? ({ kind: 'not', predicate: any } satisfies Predicate) : any
  },
}

const isTelecom = (definition: SearchParameterDefinition): boolean => definition.expression.includes('.telecom')

function readValue(clause: Clause, value: string, context: ParameterContext): readonly Hash[] {
  const { definition } = clause
  return readToken(clause, isTelecom(definition) ? value.toLowerCase() : value, definition.code, context)
}

function indexValue(definition: SearchParameterDefinition, { type, value }: TypedValue, row: IndexRowBuilder): void {
  const { code } = definition
  switch (type) {
    case 'CodeableConcept':
      for (const coding of listOf(value, 'coding'))
        writeToken(row, code, textOf(coding, 'system'), textOf(coding, 'code'))
      return
    case 'Coding':
      writeToken(row, code, textOf(value, 'system'), textOf(value, 'code'))
      return
    case 'Identifier':
      writeToken(row, code, textOf(value, 'system'), textOf(value, 'value'))
      indexOfType(code, value, row)
      return
    case 'ContactPoint':
      writeToken(row, code, undefined, textOf(value, 'value')?.toLowerCase())
      return
    default:
      indexPrimitive(definition, type, value, row)
  }
}

function indexPrimitive(
  definition: SearchParameterDefinition,
  type: string,
  value: unknown,
  row: IndexRowBuilder,
): void {
  const text = typeof value === 'boolean' || typeof value === 'number' ? String(value) : asText(value)
  if (text === undefined) return
  const form = isTelecom(definition) ? text.toLowerCase() : text
  const systems = type === 'code' && definition.systems.length > 0 ? definition.systems : [undefined]
  for (const system of systems) writeToken(row, definition.code, system, form)
}

function indexOfType(code: string, identifier: unknown, row: IndexRowBuilder): void {
  const value = textOf(identifier, 'value')
  if (value === undefined) return
  for (const coding of listOf(memberOf(identifier, 'type'), 'coding')) {
    const system = textOf(coding, 'system')
    const typeCode = textOf(coding, 'code')
    if (system !== undefined && typeCode !== undefined) row.token(ofTypeText(code, { system, code: typeCode }, value))
  }
}

/** `:of-type` takes the system and code of `Identifier.type`, and the identifier's value; all three must be there. */
function ofType(clause: Clause, value: string, context: ParameterContext): Hash {
  const parts = splitUnescaped(value, '|').map(unescapeValue)
  const [system = '', code = '', text = ''] = parts
  if (parts.length !== 3 || system === '' || code === '' || text === '')
    throw unreadable(clause, value, '`system|code|value`, with system and code of the identifier’s type')
  return context.hash(ofTypeText(clause.definition.code, { system, code }, text))
}
